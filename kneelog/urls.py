from django.urls import include, path

urlpatterns = [path("", include("training.urls"))]

handler400 = "kneelog.errors.bad_request"
handler403 = "kneelog.errors.forbidden"
handler404 = "kneelog.errors.not_found"
# The one that allauth asks for, too.
handler429 = "kneelog.errors.too_many"
handler500 = "kneelog.errors.server_error"
