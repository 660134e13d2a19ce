from django.urls import include, path

urlpatterns = [path("", include("training.urls"))]
