from django.urls import include, path

urlpatterns = [path("", include("training.urls"))]

handler400 = "kneelog.errors.bad_request"
handler403 = "kneelog.errors.forbidden"
handler404 = "kneelog.errors.not_found"
handler500 = "kneelog.errors.server_error"
