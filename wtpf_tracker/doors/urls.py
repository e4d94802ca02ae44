"""The addresses of the door. They stand before those of the admin and take the place of some of them."""

from django.urls import path

from .views import SignIn, sign_out
from .views_factor import Code, RecoveryCodes, Remove, SetUp, factor

urlpatterns = [
    path("login/", SignIn.as_view()),
    path("logout/", sign_out),
    path("second-factor/", factor, name="second_factor"),
    path("second-factor/code/", Code.as_view(), name="second_factor_code"),
    path("second-factor/set-up/", SetUp.as_view(), name="second_factor_set_up"),
    path(
        "second-factor/recovery-codes/",
        RecoveryCodes.as_view(),
        name="second_factor_recovery_codes",
    ),
    path("second-factor/remove/", Remove.as_view(), name="second_factor_remove"),
]
