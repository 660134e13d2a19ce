from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from training.views import account, care, export, knee, runs, shoes, today
from training.views.style import style

urlpatterns = [
    path("", today.today, name="today"),
    path("warnings/", today.warnings, name="warnings"),
    path("proof/<slug:key>/", today.proof, name="proof"),
    path("proof/<slug:key>/say/", today.say, name="say"),
    path("log/", runs.log_run, name="log-run"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<uuid:pk>/", runs.edit_run, name="edit-run"),
    path("runs/<uuid:pk>/delete/", runs.delete_run, name="delete-run"),
    path("knee/", knee.knee, name="knee"),
    path("knee/clear/", knee.clear_knees, name="clear-knees"),
    path("knee/recovered/", knee.recovered, name="recovered"),
    path("knee/<uuid:pk>/", knee.edit_check_in, name="edit-check-in"),
    path("knee/<uuid:pk>/delete/", knee.delete_check_in, name="delete-check-in"),
    path("care/", care.care, name="care"),
    path("care/rest/", care.rest_days, name="rest-days"),
    path("care/<uuid:pk>/delete/", care.delete_care, name="delete-care"),
    path("shoes/", shoes.shoes, name="shoes"),
    path("shoes/new/", shoes.new_shoe, name="new-shoe"),
    path("shoes/<uuid:pk>/", shoes.edit_shoe, name="edit-shoe"),
    path("shoes/<uuid:pk>/retire/", shoes.retire, name="retire-shoe"),
    path("settings/", account.settings, name="settings"),
    path("settings/injuries/", account.new_injury, name="new-injury"),
    path("settings/injuries/<uuid:pk>/delete/", account.delete_injury, name="delete-injury"),
    path("export/", export.export, name="export"),
    path("export/log/", export.export_log, name="export-log"),
    path("export/tables/", export.export_tables, name="export-tables"),
    path("undo/<uuid:pk>/", account.undo, name="undo"),
    path("signup/", account.signup, name="signup"),
    path("login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("style/", style, name="style"),
]
