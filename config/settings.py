"""Settings, read from the environment. docs/operations.md lists every variable."""

from pathlib import Path

from csp.constants import NONE, SELF

from config import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
SECRET_KEY = env.text("SECRET_KEY", "insecure-key-for-demonstration-and-tests-only-change-me" if DEBUG or DEMO else "")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "config",
    "api",
    "portal",
    "search",
    "nominations",
    "campaigns",
    "organisation",
    "documents",
    "notifications",
    "workflows",
    "viewflow.workflow",
    "guardian",
    "django_fsm",
    "django_htmx",
    "lucide",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.answering.PortalCache",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.machines.MachineMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.signin.sessions.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "config.signin.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.middleware.NotStoredMiddleware",
    "config.middleware.RequestIdMiddleware",
    "config.middleware.RolesMiddleware",
    "config.signin.middleware.SecondFactorFirst",
    "config.middleware.DoorMiddleware",
    "config.middleware.MethodsMiddleware",
    "config.limits.LimitMiddleware",
    "config.access.AccessMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL"), folder=VAR_DIR)}
DATABASE_RUNTIME_ROLE = env.text("DATABASE_RUNTIME_ROLE", "vinh_danh")  # on PostgreSQL: manage.py install_guards
DATABASE_AUDITOR_ROLE = env.text("DATABASE_AUDITOR_ROLE", "vinh_danh_auditor")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "organisation.backends.PersonBackend",
]
# ASVS 5.0 V6.2: long, known to nobody, and no rule of what it is made of. docs/decisions/sign-in.md
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "organisation.passwords.CommonPasswordValidator"},
    {"NAME": "organisation.passwords.OwnWordsValidator"},
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "config.resuming.csrf_failure"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ANONYMOUS_USER_NAME = None

ACCOUNT_ADAPTER = "config.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth checks that its settings fit
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # kept in each process's memory; django-axes counts in the database
ACCOUNT_FORMS = {"reauthenticate": "config.signin.again.PasswordAgainForm"}
MFA_ADAPTER = "config.signin.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "config.signin.factors.CodeForm",
    "reauthenticate": "config.signin.factors.CodeAgainForm",
    "authenticate_webauthn": "config.signin.factors.PasskeyForm",
    "login_webauthn": "config.signin.factors.PasskeyAloneForm",
    "reauthenticate_webauthn": "config.signin.factors.PasskeyAgainForm",
    "activate_totp": "config.signin.factors.NewTotpForm",
    "add_webauthn": "config.signin.factors.NewPasskeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an account needs no address
MFA_TOTP_ISSUER = env.text("SITE_NAME", "Vinh Danh")
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds before and after: telephones' clocks differ
MFA_RECOVERY_CODE_DIGITS = 10
SECOND_FACTOR_KEY = env.secret("SECOND_FACTOR_KEY") or SECRET_KEY
SECOND_FACTOR_ROLES = env.words(
    "SECOND_FACTOR_ROLES",
    "director,deputy_director,office_head,office_reviewer,council_chair,council_secretary,council_member,"
    "records_clerk,auditor,administrator",
)
PASSWORD_RESET_TIMEOUT = 3600

# Sign-in at another provider; off without issuer and client.
OPENID_NAME = env.text("OPENID_NAME", "OpenID Connect")
OPENID_ISSUER = env.text("OPENID_ISSUER")
OPENID_CLIENT_ID = env.text("OPENID_CLIENT_ID")
OPENID_CLIENT_SECRET = env.secret("OPENID_CLIENT_SECRET")
FRESH_FOR = 5 * 60  # seconds after which a signature asks again

AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "config.signin.addresses.client_address"
AXES_HANDLER = "config.signin.lockout.ByAddressToo"
AXES_FAILURE_LIMIT = 10
FAILURES_PER_ADDRESS = int(env.text("FAILURES_PER_ADDRESS", "50"))
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = [  # axes keeps what a failed form said: no secret, nothing that a person typed
    "username", "ip_address", "old_password", "new_password1", "new_password2", "code", "credential", "kept", "state",
    "email", "csrfmiddlewaretoken",
]  # fmt: skip

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]  # each by its own name
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = True

# The whole installation's clock may be moved for demonstrations and drills (workflows.clock); never in production.
CLOCK_OFFSET = env.seconds("CLOCK_OFFSET")

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG or DEMO
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.text("MEDIA_ROOT", str(VAR_DIR / "media")), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
UPLOAD_LIMIT = int(env.text("UPLOAD_LIMIT", str(20 * 1024 * 1024)))  # bytes a file
UNIT_QUOTA = int(env.text("UNIT_QUOTA", str(2 * 1024**3)))  # bytes of all attachments of a unit in one campaign
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Mail: docs/operations.md. notifications.services.post sends it, and waits briefly for a server that went silent.
globals().update(env.mail(env.text("EMAIL_URL")))
EMAIL_TIMEOUT = 20
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8013").rstrip("/")  # before the links in mails
NOTIFICATIONS_WORKING_DAY = "organisation.calendar.is_working_day"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "vinh-danh@localhost")

SECURE_BEHIND_TLS = env.flag("HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_BEHIND_TLS
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True  # the page's script reads the token's cookie only
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
if SECURE_BEHIND_TLS:  # a sister site of the same domain can't set these
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-django_language"
SESSION_IDLE = int(env.text("SESSION_IDLE", str(30 * 60)))  # seconds without a request
SESSION_LONGEST = SESSION_COOKIE_AGE = int(env.text("SESSION_LONGEST", str(12 * 3600)))  # seconds, however busy
SECURE_SSL_REDIRECT = SECURE_BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_BEHIND_TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.flag("TRUST_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
RATE_LIMITED = env.flag("RATE_LIMITED", default=True)  # config.limits
TRUSTED_PROXY_COUNT = int(env.text("TRUSTED_PROXY_COUNT", "0"))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([env.origin_of(OPENID_ISSUER)] if OPENID_ISSUER else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

METRICS_TOKEN = env.secret("METRICS_TOKEN")  # whoever shows it may read /metrics; without one nobody may

# The seals of the trail: docs/trail-bundle.md. The private key stands in the environment or in a file, never in the
# database; without one nothing is sealed.
SEAL_ORIGIN = env.text("SEAL_ORIGIN", "vinh-danh.localhost")
SEAL_KEY = env.secret("SEAL_KEY")
SEAL_ANCHORS = env.text("SEAL_ANCHORS")  # a folder, best on another machine
SEAL_MAIL_TO = env.words("SEAL_MAIL_TO")
SEAL_TSA_URL = env.text("SEAL_TSA_URL")  # RFC 3161; its tokens go into SEAL_ANCHORS

# Digital signatures on decisions: docs/operations.md. A body whose key lies in the folder signs electronic originals.
SIGNING_KEYS = env.folder("SIGNING_KEYS")
SIGNING_ROOTS = env.folder("SIGNING_ROOTS")
SIGNING_TSA_URL = env.text("SIGNING_TSA_URL")  # RFC 3161

# What the auditor's page of anomalies counts as worth a look: docs/how-to/auditor.md.
TRAIL_THRESHOLDS = env.numbers(
    "TRAIL_THRESHOLDS", {"day_begins": 6, "day_ends": 22, "mass": 10, "authority_days": 7, "returns": 3}
)

# Webhooks: docs/decisions/webhooks.md. Only public addresses are called, but for the networks named here.
WEBHOOK_PORTS = env.words("WEBHOOK_PORTS", "443")
WEBHOOK_NETWORKS = env.words("WEBHOOK_NETWORKS")
WEBHOOK_ROOTS = env.text("WEBHOOK_ROOTS")  # a file of certificates that are trusted beside the system's

WORKFLOWS_ROLES = "campaigns.permissions.grants_reader"
WORKFLOWS_EVIDENCE = "nominations.evidence.evidence"

LOG_TO = env.text("LOG_TO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": env.log_handlers(LOG_TO),
    "root": {"handlers": list(env.log_handlers(LOG_TO)), "level": env.text("LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # own backend: grants are read by campaigns.roles, not by has_perm
