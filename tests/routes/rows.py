"""Every route of the resolver and who is answered how, as tests/routes/table.py explains; verbs are in verb_rows.py."""

TABLE = """
healthz                          -             200, 200 barred                  405, 405 barred
readyz                           -             200, 200 barred                  405, 405 barred
check                            -             200, 200 barred                  405, 405 barred
checked                          -             200, 200 barred                  200, 200 barred
received                         -             200, 200 barred                  200, 200 barred
received_pdf                     -             404, 404 barred                  405, 405 barred
robots                           -             200, 200 barred                  405, 405 barred
sitemap                          -             200, 200 barred                  405, 405 barred
portal_front                     -             200, 200 barred                  405, 405 barred
portal_campaigns                 -             200, 200 barred                  405, 405 barred
portal_news                      -             200, 200 barred                  405, 405 barred
portal_honoured                  -             200, 200 barred                  405, 405 barred
portal_news_rss                  -             200, 200 barred                  405, 405 barred
portal_news_atom                 -             200, 200 barred                  405, 405 barred
portal_honoured_rss              -             200, 200 barred                  405, 405 barred
portal_honoured_atom             -             200, 200 barred                  405, 405 barred
portal_json                      -             200, 200 barred                  405, 405 barred
portal_deadlines                 -             200, 200 barred                  405, 405 barred
portal_campaign                  running,approved,shut,concluded,archived  200, 200 barred  405, 405 barred
portal_campaign                  planned,laid,cancelled  404, 404 barred        405, 405 barred
portal_article                   published     200, 200 barred             405, 405 barred
portal_article                   draft,withdrawn  404, 404 barred          405, 405 barred
portal_decision                  issued        200, 200 barred             405, 405 barred
portal_decision                  revoked,replaced,signed,DRAFTS,REVOCATIONS  404, 404 barred  405, 405 barred
portal_consultation              open          200, 200 barred             405, 405 barred
portal_consultation              drafted,ended,called_off  404, 404 barred  405, 405 barred
give_comment                     open          200, 200 barred             302, 302 barred
give_comment                     ended,called_off  404, 404 barred         409, 409 barred
give_comment                     drafted       404, 404 barred             404, 404 barred
comment_given                    -             404, 404 barred             404, 404 barred
portal_embed                     issued        200, 200 barred             405, 405 barred
portal_embed                     revoked,replaced,signed,DRAFTS,REVOCATIONS  404, 404 barred  405, 405 barred
metrics                          -             404, 404 barred                  405, 405 barred
account_login                    -             302, 200 barred                  302, 200 barred
mfa_authenticate                 -             302, 302 barred                  302, 302 barred
mfa_login_webauthn               -             302, 200 barred                  302, 302 barred
password_reset                   -             200, 200 barred                  200, 200 barred
password_reset_done              -             200, 200 barred                  405, 405 barred
password_reset_confirm           -             200, 200 barred                  200, 200 barred
logout                           -             405                                 302
password_change                  -             200                                 200
openid_begin                     -             405, 405 barred                  404, 404 barred
openid_answer                    -             404, 404 barred                  405, 405 barred
openid_unbind                    -             405                                 404
mfa_index                        -             200                                 405
end_other_sessions               -             405                                 302
mfa_activate_totp                -             200                                 200
mfa_deactivate_totp              -             404                                 404
mfa_add_webauthn                 -             200                                 200
mfa_remove_webauthn              -             404                                 404
mfa_view_recovery_codes          -             404                                 405
mfa_generate_recovery_codes      -             200                                 200
account_reauthenticate           -             200                                 200
mfa_reauthenticate               -             302                                 302
mfa_reauthenticate_webauthn      -             302                                 302
resume                           -             404                                 404
tokens                           -             200                                 200
token_revoke                     -             405                                 404
webhooks                         -             200                                 200
webhook                          -             404                                 404
reference                        -             200                                 405
set_language                     -             302, 302 barred                  302, 302 barred

home                             -             200                                 405
notifications                    -             200                                 302
message_open                     -             405                                 404
preferences                      -             200                                 200
unsubscribe                      -             404, 404 barred                     404, 404 barred
calendar_address                 -             405                                 302
calendar_feed                    -             404, 404 barred                     405, 405 barred
working_days                     -             200 keepers auditors               405 auditors, 200 keepers
units                            -             200 keepers auditor far_auditor     405 auditor far_auditor, 302 keepers
unit_list                        -             200 keepers                         422 keepers
unit                             one           200 administrator auditor          405 auditor, 302 administrator
campaigns                        -             200                                 405
nominations                      -             200                                 405
search                           -             200                                 405
search_export                    -             200                                 405
search_save                      -             405                                 302
search_remove                    -             405                                 404
decisions                        -             200                                 405
export                           -             200                                 302
export_made                      -             404                                 404
export_file                      -             404                                 405
campaign                         running       200 insiders                        405
campaign                         LATER         200 insiders, 404 of_this           405
campaign                         planned,laid  200 insiders, 404 unit officer_2 head_2 of_this  405
campaign_plan                    running       200 insiders                        405
campaign_plan                    other         200 insiders of_other, 404 of_this  405
campaign_plan                    LATER         200 insiders, 404 of_this           405
campaign_plan                    planned,laid  200 insiders, 404 unit officer_2 head_2 of_this  405
campaign_new                     -             200 scribes                         302 scribes
campaign_draft                   planned       200 office, 404 of_this             405
campaign_draft                   laid,LATER    302 office, 404 of_this             405
campaign_draft                   running       302 office                          405
campaign_part                    planned       200 office, 404 of_this             422 office, 404 of_this
campaign_part                    laid,LATER    302 office, 404 of_this             409 office, 404 of_this
campaign_part                    running       302 office                          409 office
campaign_versions                running       200 over                            405
campaign_versions                planned,laid,LATER  200 over, 404 of_this         405
campaign_version                 running       200 over                            405
campaign_version                 planned       404                                 405
campaign_version                 laid,LATER    200 over, 404 of_this               405
open_dossier                     -             405                                 302 unit
dossier                          draft         200 unit auditor                    405
dossier                          SENT          200 unit over                       405
dossier_letter                   draft,back    405                                 302 unit
dossier_letter                   filed,held,checked,issued,nil  405                409 unit
nomination_new                   draft,back    200 unit                            302 unit
nomination_new                   filed,held,checked,issued,nil  200 unit           409 unit
import_list                      draft,back    200 unit                            302 unit
import_list                      filed,held,checked,issued,nil  200 unit           409 unit
import_template                  draft,SENT    200 unit                            405
dossier_sheet                    draft         200 unit auditor                    405
dossier_sheet                    SENT          200 unit over                       405
import_columns                   draft         200 unit                            302 unit
import_columns                   filed         200 unit                            409 unit
import_columns                   brought       302 unit                            409 unit
list_import                      draft         200 unit                            302 unit
list_import                      filed         200 unit                            409 unit
list_import                      brought       200 unit                            200 unit
import_undo                      draft,brought  405                                302 unit
import_undo                      filed         405                                 409 unit
import_file                      draft,filed,brought  200 unit                     405
nomination_edit                  draft,back    200 unit                            302 unit
nomination_edit                  filed,held,eligible,ineligible,on_hold,BEYOND  302 unit  409 unit
nomination_autosave              draft,back    405                                 200 unit
nomination_autosave              filed,held,eligible,ineligible,on_hold,BEYOND  405  409 unit
nomination_remove                draft         200 unit                            302 unit
nomination_remove                PROPOSED      200 unit                            409 unit
publications                     -             200                                 405
publication                      due,published,dropped  200 over publisher         405
note_news                        running       405                                 302 publisher
note_news                        approved,shut,concluded,archived  405             422 publisher
note_news                        planned,laid,cancelled  405                            404
publication_rule                 running       200 over                            302 office_head
publication_rule                 planned,laid,LATER  200 over, 404 of_this              302 office_head
articles                         -             200                                 405
article_new                      -             200 posters                         302 posters
article                          draft,published,withdrawn  200 newsroom           405
article_edit                     draft,withdrawn  200 publisher                    302 publisher
article_edit                     published     302 publisher                       409 publisher
assignments                      -             200                                 405
progress_queue                   -             200                                 405
assignment                       target        200 unit over                       405
begin_report                     target        405                                 302 unit
campaign_assignments             running       200 over                            405
campaign_assignments             planned,laid,LATER  200 over, 404 of_this         405
campaign_export                  running       200 over                            302 over
campaign_export                  planned,laid,LATER  200 over, 404 of_this         302 over, 404 of_this
campaign_events                  running       200 insiders                        405
campaign_events                  LATER         200 insiders, 404 of_this           405
campaign_events                  planned,laid  200 insiders, 404 unit officer_2 head_2 of_this  405
campaign_recipients              running       200 insiders                        302 clerk
campaign_recipients              approved,shut,concluded,archived  200 insiders, 404 of_this  302 clerk
campaign_recipients              planned,laid,cancelled  404                        404
event_picture                    draft,submitted,accepted,returned  404             405
event_picture                    pictured      200 insiders                        405
event_plan                       draft,submitted,accepted,returned,pictured  404    405
event_plan                       planned       200 insiders                        405
campaign_launches                running       200 over                            405
campaign_launches                planned,laid,LATER  200 over, 404 of_this         405
dashboard                        running       200 over                            405
dashboard                        planned,laid,LATER  200 over, 404 of_this              405
side_by_side                     running       200 over                            405
side_by_side                     planned,laid,LATER  200 over, 404 of_this              405
campaign_reports                 running       200 over                            405
campaign_reports                 planned,laid,LATER  200 over, 404 of_this              405
begin_campaign_report            running       405                                 302 office
begin_campaign_report            shut,concluded  405                               302 office, 404 of_this
begin_campaign_report            planned,laid,approved,archived,cancelled  405          409 office, 404 of_this
report_interval                  running       405                                 302 office_head
report_interval                  planned,laid,LATER  405                                302 office_head
campaign_report                  presented,noted  200 over                         405
campaign_report                  draft         200 office auditor, 404 of_this     405
campaign_report                  returned      200 over, 404 of_this               405
campaign_report_edit             presented,noted  302 office                       409 office
campaign_report_edit             draft,returned  200 office, 404 of_this           302 office, 404 of_this
report_paper:campaign_report.pdf  presented,noted  200 over                        405
report_paper:campaign_report.pdf  draft        200 office auditor, 404 of_this     405
report_paper:campaign_report.pdf  returned     200 over, 404 of_this               405
campaign_consultations           running       200 over                            405
campaign_consultations           planned,laid,LATER  200 over, 404 of_this         405
prepare_consultation             running       200 office                          302 office
prepare_consultation             planned,laid,LATER  200 office, 404 of_this       422 office, 404 of_this
consultation                     drafted,open,ended,called_off  200 over            405
comment                          received,considered  200 office signers unsigned auditor  405
campaign_inspections             running       200 insiders                        405
campaign_inspections             LATER         200 insiders, 404 of_this           405
campaign_inspections             planned,laid  200 insiders, 404 unit officer_2 head_2 of_this  405
plan_inspections                 running       200 office                          302 office
plan_inspections                 shut          200 office, 404 of_this             302 office, 404 of_this
plan_inspections                 planned,laid,approved  200 office, 404 of_this     409 office, 404 of_this
plan_inspections                 concluded,archived,cancelled  200 office, 404 of_this  409 office, 404 of_this
announce_inspections             running       405                             302 office
announce_inspections             planned,laid,LATER  405                       404
inspection                       planned       200 over                            405
inspection                       announced,to_mend,mended,settled,called_off  200 unit over  405
inspection_edit                  planned       200 office                          302 office
inspection_edit                  announced,mended  200 office, 302 unit            302 office, 409 unit
inspection_edit                  to_mend       200 unit, 302 office                302 unit, 409 office
inspection_edit                  settled,called_off  302 unit office               409 unit office
past_awards                      -             200 registrars                      405
histories                        -             200 scribes auditor far_auditor     302 scribes
history                          fresh         200 auditor, 302 registry           302 registry
history                          read          200 registry auditor                302 registry
history                          kept,undone   200 registry auditor                409 registry
history_columns                  fresh,read    200 registry                        302 registry
history_columns                  kept,undone   302 registry                        409 registry
history_file                     fresh,read,kept,undone  200 registry auditor      405
progress_report                  draft         200 unit auditor                    405
progress_report                  submitted,accepted,returned  200 unit over        405
progress_edit                    draft,returned  200 unit                          302 unit
progress_edit                    submitted,accepted  302 unit                      409 unit
evidence                         draft         200 unit auditor                    405
evidence                         submitted,accepted,returned  200 unit over        405
evidence                         pictured,planned      200 unit over                       405
dossier_uploads                  draft,SENT    405                                 412 unit
nomination_uploads               draft,PROPOSED  405                               412 unit
upload                           -             404                                 404
attachment                       draft         200 unit auditor                    405
attachment                       draft-letter  200 unit auditor                    405
attachment                       begun         200 unit auditor                    405
attachment                       held,held-letter,withdrawn,issued,revoked  200 unit over  405
attachment                       neighbour     200 officer_2 head_2 auditor        405
attachment                       next_held     200 officer_2 head_2 over           405
attachment_remove                draft         200 unit                            302 unit
attachment_remove                held          200 unit                            409 unit

nomination                       draft,begun   200 unit auditor                    405
nomination                       PROPOSED      200 unit over                       405
nomination                       neighbour     200 officer_2 head_2 auditor        405
nomination                       next_held,next_issued  200 officer_2 head_2 over  405
send_back_nomination             held          200 reviewer                        302 reviewer
send_back_nomination             draft,filed   404                                 404
send_back_nomination             eligible,back,ineligible,on_hold,BEYOND  404       409 reviewer
review_dossier                   draft         200 auditor                         405
review_dossier                   SENT          200 over                            405
mark_all_eligible                held          302 over                            302 reviewer
mark_all_eligible                draft         302 auditor                         404
mark_all_eligible                filed         302 over                            404
mark_all_eligible                nil           302 over                            302 over
mark_all_eligible                back          302 over                            302 over, 404 auditor
mark_all_eligible                checked,issued  302 over                          409 reviewer
letters                          running       200 office auditor                  405
letters                          planned,laid,LATER  200 office auditor, 404 of_this    405
prepare_letters                  running       302 office                          302 office
prepare_letters                  planned,laid,LATER  302 office, 404 of_this            200 office, 404 of_this
release_letters                  running       302 office                          302 office
release_letters                  planned,laid,LATER  302 office, 404 of_this            302 office, 404 of_this
letter                           drafted,blank,released,dropped  200 office auditor  405
reword_letter                    drafted       200 office                          302 office
reword_letter                    blank,released,dropped  404                       409 office
reminder_rules                   running       200 office                          302 office_head
reminder_rules                   planned,laid,LATER  200 office, 404 of_this            302 office_head
bonus                            running       200 office_head                     409 office_head
bonus                            planned,laid,LATER  200 office_head                    302 office_head
board                            running       200 over                            405
board                            planned,laid,LATER  200 over, 404 of_this              405
compile                          running       302 over                            302 office
compile                          planned,laid,LATER  302 over, 404 of_this              409 office, 404 of_this
compiling                        compiling,recalled  200 office                    405
compiling                        GONE_OUT      302 office                          405
save_note                        compiling,recalled  302 office                    302 office
save_note                        GONE_OUT      302 office                          409 office
consolidate                      compiling,recalled,GONE_OUT  302 office           302 office
set_aside                        compiling,recalled,dropped  302 office            302 office
set_aside                        forwarded,signed,issued  302 office               409 office

consolidated_list                compiling,recalled  200 over, 302 office          405
consolidated_list                GONE_OUT      200 over                            405
campaign_paper:campaign_plan.pdf  running    200 insiders                       405
campaign_paper:campaign_plan.pdf  other      200 insiders of_other, 404 of_this  405
campaign_paper:campaign_plan.pdf  LATER      200 insiders, 404 of_this          405
campaign_paper:campaign_plan.pdf  planned,laid  200 insiders, 404 unit officer_2 head_2 of_this  405
dossier_paper:nomination_list.pdf  draft      200 unit auditor                    405
dossier_paper:nomination_list.pdf  SENT       200 unit over                       405
dossier_paper:proposal.pdf       draft         200 unit auditor                    405
dossier_paper:proposal.pdf       SENT          200 unit over                       405
dossier_paper:unit_minutes.pdf   draft         200 unit auditor                    405
dossier_paper:unit_minutes.pdf   SENT          200 unit over                       405
dossier_paper:checking_sheet.pdf  draft        200 auditor                         405
dossier_paper:checking_sheet.pdf  SENT         200 over                            405
nomination_paper:achievement_report.pdf  draft,begun  200 unit auditor             405
nomination_paper:achievement_report.pdf  PROPOSED  200 unit over                   405
nomination_paper:achievement_report.pdf  neighbour  200 officer_2 head_2 auditor   405
nomination_paper:achievement_report.pdf  next_held,next_issued  200 officer_2 head_2 over  405
list_paper:summary.pdf           compiling,recalled,GONE_OUT  200 over             405
list_paper:submission.pdf        compiling,recalled,GONE_OUT  200 over             405
letter_paper:unit_letter.pdf     drafted,blank,released,dropped  200 office auditor  405
decision_paper:decision_text.docx  signed,issued,revoked,replaced  200 over  405
decision_paper:decision_text.docx  DRAFTS,REVOCATIONS,replacing  404  405
decision_paper:replacement_text.docx  replacing  200 over  405
decision_paper:replacement_text.docx  DRAFTS,REVOCATIONS,signed,issued,revoked,replaced  404  405
decision_paper:revocation_text.docx  REVOCATIONS  200 over  405
decision_paper:revocation_text.docx  DRAFTS,signed,PUBLIC  404  405
decision_paper:certified_copy.pdf  signed,to_enact,DRAFTS  404  405
decision_paper:certified_copy.pdf  PUBLIC,revoking  200 over  405
decision_paper:certificates.pdf  STANDING  200 over  405
decision_paper:certificates.pdf  DRAFTS,REVOCATIONS,replaced  404  405
decision_paper:certificate_proof.pdf  STANDING  200 over  405
decision_paper:certificate_proof.pdf  DRAFTS,REVOCATIONS,replaced  404  405
decision_paper:presentation_list.pdf  STANDING  200 over  405
decision_paper:presentation_list.pdf  DRAFTS,REVOCATIONS,replaced  404  405
decision_paper:award_register.pdf  signed,PUBLIC  200 over  405
decision_paper:award_register.pdf  DRAFTS,REVOCATIONS  404  405
decision_paper:payment_list.pdf  signed,PUBLIC,DRAFTS,REVOCATIONS  404  405
print_runs                       STANDING      200 over                           302 over
print_runs                       DRAFTS,REVOCATIONS,replaced  404                  404
print_run                        signed,PUBLIC,DRAFTS,REVOCATIONS  404             404
print_run_file                   signed,PUBLIC,DRAFTS,REVOCATIONS  404             405
overprint                        DRAFTS,REVOCATIONS  404                           405
overprint_pdf                    DRAFTS,REVOCATIONS  404                           405
overprint                        STANDING      200 over                           405
overprint                        replaced      404                                 405
overprint_pdf                    STANDING      200 over                           405
overprint_pdf                    replaced      404                                 405
certified_copy                   issued,replacing  200 clerk                           405
certified_copy                   revoking      200 clerk                           405
certified_copy                   signed,revoked,replaced,to_enact,DRAFTS  404      405
certified_copy_pdf               issued,replacing  302 clerk                           405
certified_copy_pdf               revoking      302 clerk                           405
certified_copy_pdf               signed,revoked,replaced,to_enact,DRAFTS  404      405
electronic_copy_pdf              signed,PUBLIC,DRAFTS,REVOCATIONS  405             404
wordings                         -             200 scribes                         405
wording                          -             200 scribes                         302 head_scribes

list_preview                     forwarded     200 over                            405
list_preview                     compiling     200 over                            405
list_preview                     recalled      200 over                            405
list_preview                     signed,issued  302 over                           405
list_preview                     dropped       409 over                            405
strike                           forwarded     302 over                            302 signers, 403 unsigned
strike                           compiling,recalled,signed,issued  302 over        409 signers, 403 unsigned
strike                           dropped       302 over                            200 over
restore                          compiling,recalled,forwarded,signed,issued  302 over  409 signers, 403 unsigned
restore                          dropped       302 over                            200 over
decision                         signed        200 over                            405
decision                         PUBLIC        200 unit over                       405
decision                         next_issued   200 officer_2 head_2 over           405
decision                         DRAFTS,to_enact  200 over                         405
decision                         revoking      200 unit over                       405
decision_pdf                     signed        200 over                            405
decision_pdf                     PUBLIC        200 unit over                       405
decision_pdf                     next_issued   200 officer_2 head_2 over           405
decision_pdf                     to_enact      200 over                            405
decision_pdf                     revoking      200 unit over                       405
decision_pdf                     DRAFTS        404                                 405
decision_recipients              PUBLIC        200 unit over                       302 clerk
decision_recipients              next_issued   200 officer_2 head_2 over           302 clerk
decision_recipients              revoking      200 unit over                       302 clerk
decision_recipients              signed,to_enact,DRAFTS  404                        404
delivery                         prepared,read,stopped  200 over                   405
delivery                         sent,received  200 unit over                      405
give_link                        prepared      405                                 200 clerk
give_link                        sent,received,read,stopped  405                    409 clerk
decision_draft                   DRAFTS        200 over                            405
decision_draft                   REVOCATIONS   302 over                            405
decision_draft                   signed,issued,revoked,replaced  404                                405
decision_draft                   replacing     302 over                            405
propose_revocation               issued,next_issued,replacing  200 office          422 office
propose_replacement              issued,next_issued  200 office                    409 office
propose_replacement              replacing     200 office                          302 office
propose_replacement              signed,revoked,replaced,DRAFTS,REVOCATIONS  404   404
propose_revocation               signed,revoked,replaced,DRAFTS,REVOCATIONS  404   404
decision_proof                   signed        200 over                            405
decision_proof                   PUBLIC        200 unit over                       405
decision_proof                   DRAFTS        404                                 405

statistics                       -             200 watchers                    405
statistics_sheet                 -             200 watchers                    405
originals                        -             200                                 200
signing_order                    -             404                                 404
original                         prepared      200 over                            422 director
original                         countersigned  200 over                           422 clerk
original                         sealed,waived  200 over                           404
original_pdf                     prepared,countersigned,sealed,waived  200 over    405
original_to_seal                 countersigned  200 over                           405
original_to_seal                 prepared,sealed,waived  404                       405
original_signatures              prepared,countersigned,sealed,waived  200 over    405
original_verb:waive_file         prepared,countersigned  404                       302 clerk
original_verb:waive_file         sealed,waived  404                                409 clerk

archives                         running       200 keeping                        302 keeping
archives                         planned,laid,LATER  200 keeping, 404 of_this       302 keeping, 404 of_this
archive                          running,planned,laid,LATER  404                                 404
archive_file                     running,planned,laid,LATER  404                                 405
trail                            -             200 auditors                        405 auditors
trail_check                      running,planned,laid,LATER  200 auditor                405 auditors
trail_bundle                     -             200 auditors                        404
trail_bundle_made                -             404                                 404
trail_bundle_file                -             404                                 405 auditors
trail_bundle_checkpoint          -             404                                 405 auditors
trail_upkeep                     -             200 auditors                        405 auditors
trail_looks                      -             200 auditors                        405 auditors
trail_export                     -             200 auditors                        405 auditors
trail_stages                     running,planned,laid,LATER  200 auditor                405 auditors
trail_anomalies                  running,planned,laid,LATER  200 auditor                405 auditors
trail_campaign_export            running,planned,laid,LATER  200 auditor                405 auditors
trail_object_looks               held,draft,filed,eligible,ineligible,on_hold,back,BEYOND  200 auditor  405 auditors
trail_object_export              held,draft,filed,eligible,ineligible,on_hold,back,BEYOND  200 auditor  405 auditors
trail_act                        -             200 auditor                         405 auditors
trail_object                     held,draft,filed,eligible,ineligible,on_hold,back,BEYOND  200 auditor  405 auditors
mandates                         -             200 keepers                         405
mandate_unlink                   -             405                                 404
sessions                         -             200 keepers                         404
mandate_invite                   -             200 keepers                         200 keepers
mandate_invite_list              -             200 keepers                         422 keepers
effects                          -             200 keepers                         302 keepers
effect                           -             404                                 404
mails                            -             200 keepers                         302 keepers
mail                             -             404                                 404
bounces                          -             200 keepers                         302 keepers
mandate                          active,MANDATES  200 administrator                302 administrator
invitation                       -             410, 410 barred                     410, 410 barred
overrides                        -             200 office signers unsigned auditors far_askers  405
override                         asked,OVERRIDES  200 deciders auditor double head  405
override_ask                     filed         200 double                          200 double
override_ask                     draft         404                                 404
override_ask                     held,back,checked,issued,nil  200 double            200 double

dossier_map                      draft         200 unit auditor                    405
dossier_map                      SENT          200 unit over                       405
dossier_bpmn                     draft         200 unit auditor                    405
dossier_bpmn                     SENT          200 unit over                       405
list_map                         compiling,recalled,GONE_OUT  200 over             405
list_bpmn                        compiling,recalled,GONE_OUT  200 over             405
"""
