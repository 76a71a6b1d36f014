"""The rows of routes that are asked with a verb: who may take which, in every state of its object."""

TABLE = """
dossier_verb:submit              draft,back    404                                 302 head
dossier_verb:submit              filed,held,checked,issued,nil  404                409 head
dossier_verb:present             draft,back    404                                 302 officer
dossier_verb:present             filed,held,checked,issued,nil  404                409 officer
dossier_verb:declare_nil         draft,SENT    404                                 409 head
dossier_verb:reopen              draft,filed,held,back,checked,issued  404         409 head
dossier_verb:reopen              nil           404                                 302 head
dossier_verb:withdraw            filed         404                                 302 unit
dossier_verb:withdraw            draft,held,back,checked,issued,nil  404           409 unit
dossier_verb:receive             filed         404                                 302 office, 403 double
dossier_verb:receive             draft         404                                 404
dossier_verb:receive             held,back,checked,issued,nil  404                 409 office, 403 double
dossier_verb:release             held          404                                 302 reviewer office_head
dossier_verb:release             draft,filed,nil  404                              404
dossier_verb:release             back,checked,issued  404                          409 reviewer office_head
dossier_verb:claim               held          404                                 409 office, 302 reviewer, 403 double
dossier_verb:claim               draft         404                                 404
dossier_verb:claim               filed,back,checked,issued,nil  404                409 office, 403 double
dossier_verb:send_back           held,back,checked,issued  404                     409 reviewer
dossier_verb:send_back           draft,filed,nil  404                              404
dossier_verb:check_off           held,back,checked,issued  404                     409 reviewer
dossier_verb:check_off           draft,filed,nil  404                              404
nomination_verb:withdraw         held,filed,eligible,back  404                     302 unit
nomination_verb:withdraw         draft,ineligible,on_hold,BEYOND  404              409 unit
nomination_verb:mark_eligible    held          404                                 302 reviewer
nomination_verb:mark_eligible    draft,filed   404                                 404
nomination_verb:mark_eligible    eligible,back,ineligible,on_hold,BEYOND  404      409 reviewer
nomination_verb:find_ineligible  held          404                                 302 reviewer
nomination_verb:find_ineligible  draft,filed   404                                 404
nomination_verb:find_ineligible  eligible,back,ineligible,on_hold,BEYOND  404      409 reviewer
nomination_verb:reconsider       held,back,on_hold,BEYOND  404                     409 reviewer
nomination_verb:reconsider       draft,filed   404                                 404
nomination_verb:reconsider       eligible,ineligible  404                          302 reviewer
nomination_verb:hold             held,eligible  404                                302 reviewer
nomination_verb:hold             draft,filed   404                                 404
nomination_verb:hold             back,ineligible,on_hold,BEYOND  404               409 reviewer
nomination_verb:resume           held,eligible,back,ineligible,BEYOND  404         409 reviewer
nomination_verb:resume           draft,filed   404                                 404
nomination_verb:resume           on_hold       404                                 302 reviewer
nomination_verb:tell_apart       held          404                                 302 reviewer
nomination_verb:tell_apart       draft,filed   404                                 404
nomination_verb:tell_apart       eligible,back,ineligible,on_hold,BEYOND  404      409 reviewer
list_verb:forward                compiling,recalled  404                           302 office
list_verb:forward                GONE_OUT      404                                 409 office
list_verb:cancel                 compiling,recalled  404                           302 office
list_verb:cancel                 GONE_OUT      404                                 409 office
list_verb:send_back              forwarded     404                                 302 signers, 403 unsigned
list_verb:send_back              compiling,recalled,signed,issued,dropped  404     409 signers, 403 unsigned
list_verb:sign                   forwarded     404                                 302 signers, 403 unsigned
list_verb:sign                   compiling,recalled,signed,issued,dropped  404     409 signers, 403 unsigned
decision_verb:issue              signed        404                                 302 clerk
decision_verb:issue              PUBLIC        404                                 409 clerk
decision_verb:issue              DRAFTS,REVOCATIONS  404                                 409 clerk
decision_verb:sign_amendment    proposed      404                                 302 signers, 403 unsigned
decision_verb:sign_amendment    dropped,REVOCATIONS,signed,PUBLIC  404            409 signers, 403 unsigned
decision_verb:turn_down          proposed      404                                 302 office signers unsigned
decision_verb:turn_down          dropped,REVOCATIONS,signed,PUBLIC  404            409 office signers unsigned
decision_verb:enact              to_enact      404                                 302 clerk
decision_verb:enact              DRAFTS,revoking,signed,PUBLIC  404                409 clerk
campaign_verb:submit             planned  404  302 office_head
campaign_verb:submit             running,laid,approved,shut,concluded,archived,cancelled  404  409 office_head
campaign_verb:withdraw           laid  404  302 office_head
campaign_verb:withdraw           running,planned,approved,shut,concluded,archived,cancelled  404  409 office_head
campaign_verb:send_back          laid  404  302 signers unsigned
campaign_verb:send_back          running,planned,approved,shut,concluded,archived,cancelled  404  409 signers unsigned
campaign_verb:approve            planned,laid  404  302 director
campaign_verb:approve            running,approved,shut,concluded,archived,cancelled  404  409 director
campaign_verb:launch             approved  404  302 office_head director
campaign_verb:launch             running,planned,laid,shut,concluded,archived,cancelled  404  409 office_head director
campaign_verb:close_nominations  running  404  302 office_head
campaign_verb:close_nominations  planned,laid,approved,shut,concluded,archived,cancelled  404  409 office_head
campaign_verb:reopen_nominations  shut  404  302 office_head
campaign_verb:reopen_nominations  running,planned,laid,approved,concluded,archived,cancelled  404  409 office_head
campaign_verb:conclude           running,shut  404  302 office_head
campaign_verb:conclude           planned,laid,approved,concluded,archived,cancelled  404  409 office_head
campaign_verb:archive            concluded  404  302 office_head
campaign_verb:archive            running,planned,laid,approved,shut,archived,cancelled  404  409 office_head
campaign_verb:cancel             planned,laid,approved,running,shut  404  302 director
campaign_verb:cancel             concluded,archived,cancelled  404  409 director
report_verb:present              draft,returned  404                               302 office_head
report_verb:present              presented,noted  404                              409 office_head
report_verb:take_back            presented     404                                 302 office_head
report_verb:take_back            draft,noted,returned  404                         409 office_head
report_verb:note                 presented     404                                 302 signers unsigned
report_verb:note                 noted,returned  404                               409 signers unsigned
report_verb:note                 draft         404                                 404
report_verb:hand_back            presented     404                                 302 signers unsigned
report_verb:hand_back            noted,returned  404                               409 signers unsigned
report_verb:hand_back            draft         404                                 404
inspection_verb:announce         planned       404                                 302 office
inspection_verb:announce         announced,to_mend,mended,settled,called_off  404  409 office, 404 unit
inspection_verb:record_findings  announced     404                                 302 office
inspection_verb:record_findings  to_mend,mended,settled,called_off,planned  404    409 office
inspection_verb:mend             to_mend       404                                 302 head
inspection_verb:mend             announced,mended,settled,called_off  404          409 head
inspection_verb:mend             planned       404                                 404
inspection_verb:ask_more         mended        404                                 302 office, 403 double
inspection_verb:ask_more         settled       404                                 409 office, 403 double
inspection_verb:ask_more         planned,announced,to_mend,called_off  404         409 office
inspection_verb:settle           mended        404                                 302 office, 403 double
inspection_verb:settle           settled       404                                 409 office, 403 double
inspection_verb:settle           announced     404                                 409 office
inspection_verb:settle           planned,to_mend,called_off  404                   409 office
inspection_verb:call_off         planned,announced  404                            302 office
inspection_verb:call_off         to_mend,mended,settled,called_off  404            409 office
history_verb:bring_in            read          404                                 302 registry
history_verb:bring_in            fresh,kept,undone  404                            409 registry
history_verb:undo                kept          404                                 302 registry
history_verb:undo                fresh,read,undone  404                            409 registry
recovery_verb:note_return        outstanding   404                                 302 office
recovery_verb:note_return        recovered     404                                 409 office
recovery_verb:waive              outstanding   404                                 302 office
recovery_verb:waive              recovered     404                                 409 office
recovery_verb:ask_again          recovered     404                                 302 office
recovery_verb:ask_again          outstanding   404                                 409 office
delivery_verb:send               prepared      404                                 302 clerk
delivery_verb:send               sent,received,read,stopped  404                    409 clerk
delivery_verb:end_link           sent,received,read  404                            409 clerk
delivery_verb:end_link           prepared,stopped  404                              409 clerk
delivery_verb:acknowledge        sent          404                                 302 unit
delivery_verb:acknowledge        received      404                                 409 unit
delivery_verb:acknowledge        prepared,read,stopped  404                         409 clerk
delivery_verb:mark_read          sent,received  404                                302 unit
delivery_verb:mark_read          prepared,read,stopped  404                         409 clerk
delivery_verb:remind             sent          404                                 302 clerk
delivery_verb:remind             prepared,received,read,stopped  404               409 clerk
delivery_verb:stop               prepared,sent  404                                302 clerk
delivery_verb:stop               received,read,stopped  404                         409 clerk
publication_verb:publish         due           404                                 302 publisher
publication_verb:publish         published,dropped  404                            409 publisher
publication_verb:leave_out       due           404                                 302 publisher
publication_verb:leave_out       published,dropped  404                            409 publisher
publication_verb:put_back        published,dropped  404                            302 publisher
publication_verb:put_back        due           404                                 409 publisher
consultation_verb:consult        drafted       404                                 302 office_head
consultation_verb:consult        open,ended,called_off  404                        409 office_head
consultation_verb:end_consulting  open         404                                 409 office_head
consultation_verb:end_consulting  drafted,ended,called_off  404                    409 office_head
consultation_verb:call_off       drafted,open  404                                 302 office_head
consultation_verb:call_off       ended,called_off  404                             409 office_head
comment_verb:consider            received,considered  404                          302 office
article_verb:publish             draft,withdrawn  404                              302 publisher
article_verb:publish             published     404                                 409 publisher
article_verb:take_down           published     404                                 302 publisher
article_verb:take_down           draft,withdrawn  404                              409 publisher
override_verb:confirm            asked         404                                 302 deciders
override_verb:confirm            granted,refused,expired,used  404                 409 deciders
override_verb:refuse             asked         404                                 302 deciders
override_verb:refuse             granted,refused,expired,used  404                 409 deciders
override_verb:end                asked,granted  404                                302 deciders double
override_verb:end                refused,expired,used  404                         409 deciders double
progress_verb:submit             draft,returned  404                               302 head
progress_verb:submit             submitted,accepted  404                           409 head
progress_verb:withdraw           submitted     404                                 302 unit
progress_verb:withdraw           draft,accepted,returned  404                      409 unit
progress_verb:accept             submitted     404                                 302 office, 403 double
progress_verb:accept             draft         404                                 404
progress_verb:accept             accepted,returned  404                            409 office, 403 double
progress_verb:send_back          submitted     404                                 302 office, 403 double
progress_verb:send_back          draft         404                                 404
progress_verb:send_back          accepted,returned  404                            409 office, 403 double
letter_verb:release              drafted       404                                 302 office
letter_verb:release              blank,released,dropped  404                       409 office
letter_verb:drop                 drafted       404                                 302 office
letter_verb:drop                 blank,released,dropped  404                       409 office
mandate_verb:invite              active,deactivated  404                           409 administrator
mandate_verb:invite              new,invited,withdrawn  404                        302 administrator
mandate_verb:withdraw            active,new,deactivated,withdrawn  404             409 administrator
mandate_verb:withdraw            invited       404                                 302 administrator
mandate_verb:appoint              active        200 administrator                   200 administrator
mandate_verb:appoint              MANDATES      404                                 200 administrator
mandate_verb:dismiss              active        200 administrator                   200 administrator
mandate_verb:dismiss              MANDATES      404                                 200 administrator
mandate_verb:empower              active        200 administrator                   200 administrator
mandate_verb:empower              MANDATES      404                                 200 administrator
mandate_verb:revoke               active        200 administrator                   200 administrator
mandate_verb:revoke               MANDATES      404                                 200 administrator
mandate_verb:link                 active        200 administrator                   200 administrator
mandate_verb:link                 MANDATES      404                                 200 administrator
mandate_verb:reset_second_factor  active       200 administrator                   302 administrator
mandate_verb:reset_second_factor  MANDATES     404                                 409 administrator
mandate_verb:deactivate          active        200 administrator                   302 administrator
mandate_verb:deactivate          MANDATES      404                                 409 administrator
mandate_verb:reactivate          deactivated   200 administrator                   302 administrator
mandate_verb:reactivate          active,new,invited,withdrawn  404                 409 administrator
"""
