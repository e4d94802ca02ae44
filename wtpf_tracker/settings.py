"""All settings, read from the environment. README.md lists the variables and their defaults."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import environ

from .secret import read_or_make_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Who may speak to us -----------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_make_secret_key(BASE_DIR / "secret_key.txt")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# The site's own address, by which it introduces itself to others, for instance when it checks links.
SITE_ADDRESS = env.str("SITE_ADDRESS", default="")

# The mail server by which alerts go out; without one nothing is sent, and pages say so. Its address holds a
# password, and is no setting itself.
mail_server = env.str("EMAIL_URL", default="")
SENDS_MAIL = bool(mail_server)
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if SENDS_MAIL:
    globals().update({name: value for name, value in env.email_url_config(mail_server).items() if value})
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="WTPF Tracker <alerts@localhost>")

# Behind HTTPS (HTTPS=on) every rule of `check --deploy` is met; over plain HTTP on one's own machine
# secure cookies and redirects would only lock the reader out.
HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

# --- What the site is made of ------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    # Our own come last: they take the place of pages that others bring to the desk.
    "opinions",
    "documents",
    "wtpf_tracker",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wtpf_tracker.middleware.content_security_policy",
    "wtpf_tracker.due.publications",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "wtpf_tracker.doors.middleware.who_is_in",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wtpf_tracker.moved.old_addresses",
    "wtpf_tracker.middleware.bad_questions",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "wtpf_tracker.urls"
WSGI_APPLICATION = "wtpf_tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wtpf_tracker.context.page",
            ],
        },
    }
]

# --- Where the data lies -----------------------------------------------------------------------
# The path is quoted: a folder may be called “wtpf #2?”.
DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{quote(str(BASE_DIR / 'db.sqlite3'))}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Write-ahead logging lets readers read while somebody writes; IMMEDIATE makes two writers queue
    # instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Comparisons and traces of words are computed once and kept here; a hundred large ones take about 20 MB.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100}
# Requests of the API are counted apart, so that no number of addresses drives a comparison out: in the server
# that CACHE_URL names where it is one, else in the memory of each process.
CACHES["limits"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "limits",
    "OPTIONS": {"MAX_ENTRIES": 10_000},
}
if CACHES["default"]["BACKEND"].endswith(("RedisCache", "PyMemcacheCache", "PyLibMCCache")):
    CACHES["limits"] = {**CACHES["default"], "KEY_PREFIX": "limits"}
# So many requests of the API one address may make in a minute. 0: as many as it likes.
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=600)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Names what feeds and calendars hold for good (RFC 4151): a domain of ours and a year in which it was ours.
TAG_AUTHORITY = env.str("TAG_AUTHORITY", default="wtpf-tracker.example,2026")

MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(BASE_DIR / "media"))
# From the root, as previews show pages under addresses of their own.
STATIC_URL, MEDIA_URL = "/static/", "/media/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Who works here ----------------------------------------------------------------------------
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "wtpf_tracker.doors.passwords.Noted"},
]
# Whoever entered a thing does not publish it; where one person alone keeps the record, nobody else can.
ONE_PERSON_DESK = env.bool("ONE_PERSON_DESK", default=False)
# So often, in seconds, an ordinary request looks for what was approved for a time that has come. 0: never, as
# where a timer calls `manage.py publish_due`.
PUBLISH_DUE_EVERY = env.int("PUBLISH_DUE_EVERY", default=60)
# Reviewers, administrators and superusers need more than a password; whoever has set up a second factor is
# asked for it in any case.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=True)
# A session ends after so long without a request, and after so long in any case.
SESSION_IDLE_AGE = 60 * env.int("SESSION_IDLE_MINUTES", default=120)
SESSION_COOKIE_AGE = 3600 * env.int("SESSION_HOURS", default=12)

# Five wrong passwords for a name from one address, or twenty from one address, close the door to them for
# half an hour. Trying meanwhile is not counted, so that the time on the page is true.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "documents.desk.roles.RoleBackend",
]
AXES_HANDLER = "wtpf_tracker.doors.throttling.Throttle"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "wtpf_tracker.doors.addresses.counted_address"
AXES_USERNAME_CALLABLE = "wtpf_tracker.doors.addresses.counted_name"
AXES_LOCKOUT_CALLABLE = "wtpf_tracker.doors.views.locked_out"
# The project's own audit says who came and who was refused.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# --- Language, time ----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/Zurich"  # the meetings of the first record were held in Geneva
USE_I18N = True
USE_TZ = True

# --- What is noted -----------------------------------------------------------------------------
# Faults of the site go to the standard error stream with their traceback; what visitors ask wrongly does not.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "WARNING" if DEBUG else "ERROR"},
        "django.security": {"level": "WARNING" if DEBUG else "CRITICAL"},
        "axes": {"level": "ERROR"},
        "wtpf_tracker.doors": {"level": "INFO"},
    },
}
