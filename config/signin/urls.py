"""Every way in, and a person's own account. tests/config/signin/test_lockout.py sorts each by the secret it asks for.

The names that begin with account_ and mfa_ are those that allauth looks for; its other pages do not exist here.
"""

from django.contrib.auth.views import LogoutView
from django.urls import path

from config.signin import account, again, provider, reset, views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/second-factor/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", views.PasskeyAlone.as_view(), name="mfa_login_webauthn"),
    path("sign-in/reset/", reset.AskForReset.as_view(), name="password_reset"),
    path("sign-in/reset/asked/", reset.ResetAsked.as_view(), name="password_reset_done"),
    path("sign-in/reset/<uidb64>/<token>/", reset.SetPassword.as_view(), name="password_reset_confirm"),
    path("sign-in/openid/", provider.begin, name="openid_begin"),
    path("sign-in/openid/answer/", provider.answer, name="openid_answer"),
    path("sign-out/", LogoutView.as_view(), name="logout"),
    path("account/", account.Account.as_view(), name="mfa_index"),
    path("account/password/", account.ChangePassword.as_view(), name="password_change"),
    path("account/sessions/end/", account.end_others, name="end_other_sessions"),
    path("account/identities/<int:pk>/remove/", provider.unbind, name="openid_unbind"),
    path("account/totp/", account.SetUpTotp.as_view(), name="mfa_activate_totp"),
    path("account/totp/remove/", account.RemoveTotp.as_view(), name="mfa_deactivate_totp"),
    path("account/passkeys/new/", account.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", account.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("account/codes/", account.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("account/codes/new/", account.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/again/", again.AgainByPassword.as_view(), name="account_reauthenticate"),
    path("account/again/code/", again.AgainByCode.as_view(), name="mfa_reauthenticate"),
    path("account/again/passkey/", again.AgainByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/resume/", account.resume, name="resume"),
]
DOORS = {pattern.name for pattern in urlpatterns}  # pages of an account, about no object
