## Jede Seite

language-name = Deutsch
page-skip = Zum Inhalt springen
page-navigation = Wo du bist
page-more = Mehr
page-next = Nächste Seite
signed-in-as = Angemeldet als { $name }
moment = { DATETIME($at, dateStyle: "medium", timeStyle: "short") } ({ $zone })

## Hereinkommen

welcome-title = Deine Rechnung, Zeile für Zeile gelesen
welcome-lead = Gib deine Rechnung ab, wie du sie geschrieben hast. Jede Zeile wird geprüft und jeder Fehler bis zu der Zeile verfolgt, in der er begann.
welcome-join = Einem Kurs beitreten
welcome-link = Du hast einen Anmeldelink?
welcome-link-how = Öffne den Link, den du bekommen hast: Er meldet dich einmal an. Geht er nicht mehr, bitte die Lehrenden deines Kurses um einen neuen.
join-code = Beitrittscode
join-code-hint = Zehn Buchstaben und Ziffern; die Lehrenden des Kurses haben ihn.
join-name = Dein Name
join-name-hint = Wie dich die Lehrenden des Kurses kennen.
join-enter = Beitreten
join-no-code = Kein Kurs hat diesen Code.
join-no-name = Ein Name hat 1 bis 200 druckbare Zeichen.
join-ended = Die Lehrenden dieses Kurses haben deine Mitgliedschaft beendet.
sign-in = Anmelden
sign-in-press = Dieser Link meldet dich einmal an. Auf diesem Gerät bleibst du angemeldet, bis du dich abmeldest.
sign-in-spent = Dieser Link ist unbekannt, benutzt oder zu alt.
sign-in-by-password = Mit Passwort anmelden
sign-in-who = E-Mail-Adresse oder Kennung
sign-in-who-hint = Wie sie in deinen Einstellungen steht.
sign-in-refused = Diese Adresse und dieses Passwort gehören niemandem.
sign-in-otherwise = Kein Passwort, oder vergessen?
sign-out = Abmelden

## Wie Seiten aussehen

settings-title = Einstellungen
settings-language = Sprache
settings-theme = Hell oder dunkel
settings-decimals = Dezimalzeichen
settings-decimals-hint = Für die Zahlen einer Aufgabe. Ein Bericht behält das Zeichen deines eigenen Blatts.
settings-save = Speichern
password = Passwort
password-why = Mit einem Passwort meldest du dich ohne neuen Link wieder an, auf jedem Gerät.
password-who = Du meldest dich an als
password-current = Bisheriges Passwort
password-new = Neues Passwort
password-length = { $shortest } bis { $longest } Zeichen.
password-again = Neues Passwort noch einmal
password-set = Passwort festlegen
password-change = Passwort ändern
password-kept = Dein Passwort gilt. Überall sonst bist du abgemeldet.
password-not-yours = Das ist nicht dein bisheriges Passwort.
password-differs = Die beiden sind nicht gleich.
theme-auto = Wie das Gerät
theme-light = Hell
theme-dark = Dunkel
theme-to-dark = Dunkel
theme-to-light = Hell
decimals-auto = Wie in der Sprache üblich
decimals-point = Punkt: 0.5
decimals-comma = Komma: 0,5

## Was schiefgeht

failure-home = Zum Anfang
failure-place = Zeile { $line }, Spalte { $column }:
failure-400 = Das geht nicht
failure-400-why = Die Anfrage ist verstanden, aber hier nicht möglich.
failure-401 = Bitte anmelden
failure-401-why = Diese Seite gehört jemandem. Öffne deinen Anmeldelink oder tritt mit einem Code bei; was du geschrieben hast, ist auf diesem Gerät aufgehoben.
failure-403 = Das darfst du nicht
failure-403-why = Deine Rolle erlaubt das nicht, oder die Seite war zu lange offen. Geh zurück, lade sie neu und versuche es noch einmal.
failure-404 = Nicht gefunden
failure-404-why = Unter dieser Adresse gibt es nichts, oder es ist nicht für dich.
failure-405 = Das geht nicht
failure-405-why = Auf diese Weise kann man die Seite nicht aufrufen.
failure-409 = Nicht mehr möglich
failure-409-why = Inzwischen hat sich etwas geändert, oder die Zeit dafür ist um.
failure-413 = Zu groß
failure-413-why = Das ist mehr, als dieser Dienst annimmt.
failure-422 = Das passt nicht
failure-422-why = Etwas im Formular oder in der Datei ist nicht, wie es sein soll.
failure-429 = Zu viele Anfragen
failure-429-why = Warte eine Minute und versuche es dann noch einmal.
failure-500 = Unser eigener Fehler
failure-500-why = Nichts ist verloren und nichts wurde bewertet. Bitte versuche es noch einmal; bleibt es so, sag denen Bescheid, die diesen Dienst betreiben.

## Kurse

home-title = Deine Kurse
home-none = Du bist noch in keinem Kurs.
home-join = Einem Kurs beitreten
role-student = lernt
role-tutor = betreut
role-instructor = lehrt
course-none = Es ist noch nichts gestellt.
course-due = Fällig
task-new = nicht begonnen
task-marks = { $earned } von { $possible }
task-pending = { $pending } noch offen
task-handed-in = abgegeben

## Der Arbeitsplatz

work-statement = Die Aufgabe
work-drawing = Das Netz mit Gewichten, Biases, Eingaben und Zielen
work-points = { $points } Punkte
work-attempts = { $used } von { $attempts } Versuchen verbraucht
work-asked = { $count ->
    [one] Was gefragt ist
   *[other] Was gefragt ist, in { $count } Teilen
}
work-more = und { $count } weitere
work-yours = Deine Rechnung
work-type = Tippen oder einfügen
work-hint = Ein Schritt je Zeile, mit Namen und Zahlen, wie auf Papier; auch LaTeX geht.
work-keys = Zeichen zum Einsetzen
work-file = Oder eine Datei wählen
work-file-hint = Text, Markdown, LaTeX oder ein Notebook; man kann sie auch hierher ziehen. Ist eine Datei gewählt, zählt sie.
work-hand-in = Abgeben
work-earlier = Deine Versuche
work-empty = Noch gibt es nichts abzugeben: Tippe deine Rechnung, oder wähle eine Datei.
work-over = Das lässt sich nicht mehr abgeben: Die Zeit oder die Versuche sind um, oder die Aufgabe wurde gerade geändert.
work-no-attempts = Alle Versuche sind verbraucht.
attempt-number = Versuch { $number }
attempt-go-on = Von diesem Blatt aus weiterarbeiten
draft-kept = Entwurf auf diesem Gerät aufgehoben.
draft-back = Dein Entwurf ist wieder da.
draft-discard = Verwerfen
reading-title = So wird es gelesen
reading-off = Mitlesen braucht Skripte; abgeben geht ohne sie.
reading-none = Noch nichts zu lesen.
reading-lines = { $count ->
    [one] Eine Zeile gelesen
   *[other] { $count } Zeilen gelesen
}
reading-unread = { $count ->
    [one] eine nicht gelesen
   *[other] { $count } nicht gelesen
}
cheat-title = Was man tippen kann
cheat-lead = Jede übliche Schreibweise wird gelesen; das sind Beispiele.
cheat-what = Für
cheat-typed = Getippt
cheat-read = Gelesen als
cheat-chain = Einen Wert mit seinem Weg
cheat-function = Eine Funktion
cheat-index = Indizes, Schichten oben
cheat-power = Potenzen
cheat-derivative = Eine Ableitung
cheat-delta = Ein Fehlersignal
cheat-update = Ein neues Gewicht
cheat-vector = Einen Vektor
cheat-latex = LaTeX

## Der Bericht

report-marks = Punkte
report-whole = Das ganze Blatt
report-of = von { $possible } Punkten
report-pending = { $pending } noch offen:
report-pending-why = Ein Mensch sieht sie sich an. Sie sind weder gewonnen noch verloren.
report-adjusted = { $days ->
    [one] Einen Tag zu spät: { $adjusted } zählen.
   *[other] { $days } Tage zu spät: { $adjusted } zählen.
}
report-received = Abgegeben
report-file = Datei { $name }
report-waiting = Dieses Blatt wird gerade bewertet. Die Seite sieht von selbst wieder nach.
report-fault = Ein eigener Fehler des Programms hat die Bewertung verhindert. Nichts wurde bewertet; ein Mensch sieht es sich an.
report-later = Den Bericht gibt es nach dem Fälligkeitsdatum.
report-later-hand = Den Bericht gibt es, sobald die Lehrenden ihn freigeben.
report-drawing = Wo Fehler begannen: ✗ mit der Zeile
report-drawing-none = Die Aufgabe; hier begann kein Fehler
report-lines = Zeile für Zeile
report-typed = Wie getippt zeigen
report-follows-from = Folgt aus
report-repeats = Dasselbe wie in
report-carried = Weitergetragen in die Zeilen
report-read-as = Gelesen als
report-decided = Von einem Menschen entschieden:
report-for-person = Für einen Menschen zum Ansehen:
report-parts = Punkte nach Teilen
report-sheet = Blatt herunterladen
appeal-ask = Um einen zweiten Blick bitten
appeal-title = Ein zweiter Blick auf Zeile { $line }
appeal-message = Was soll angesehen werden?
appeal-hint = Sag in einem Satz, was falsch gelesen oder beurteilt wurde. Ein Mensch antwortet.
appeal-send = Abschicken
appeal-no-message = Eine Nachricht hat 1 bis 2000 Zeichen.
appeal-refused = Für diese Zeile ist schon um einen Blick gebeten, oder die Zeit dafür ist um.
appeal-answer = Antwort:
appeal-state-open = Du hast um einen zweiten Blick gebeten.
appeal-state-upheld = Zweiter Blick: geändert.
appeal-state-declined = Zweiter Blick: nicht geändert.


## Wer lehrt

of-all = { $count } von { $all }
teach-title = Lehre
teach-rooms = Räume des Kurses
teach-set-rooms = Räume des Blocks
teach-sets = Blöcke
teach-review = Durchsicht
teach-problems = Aufgaben
teach-people = Personen
teach-class = Klasse
teach-sheets = Blätter
teach-groups = Antwortgruppen
teach-marks = Punkte
teach-regrades = Neubewertung
teach-rules = Regeln
teach-none = Es ist noch nichts gestellt. Ein Block nennt seine Aufgaben, aus der Sammlung oder eigene, und sagt, wann sie fällig sind.
teach-upload = Aufgaben hochladen

## Eine Klasse auf einen Blick

glance-handed-in = Haben abgegeben
glance-sheets = Blätter
glance-average = Im Mittel
glance-half = Die Hälfte der Blätter erreicht
glance-waiting = Blätter, die auf einen Menschen warten
glance-not-graded = Durch einen Fehler von uns nicht bewertet
glance-due = Fällig
glance-all = Alle Aufgaben
glance-which = Welche Aufgabe
glance-nothing = Noch hat niemand abgegeben.
glance-progress = Wer abgegeben hat
glance-progress-axis = Blätter am Ende jedes Tages, vom { $first } bis zum { $last }
glance-day = { DATETIME($day, dateStyle: "medium") }
glance-day-head = Tag
glance-no-part = die ganze Aufgabe
glance-mistakes-hint = Blätter mit jedem Fehler, und wo er steht. Jede Zahl führt zu ihren Blättern.
glance-where = Wo Fehler begannen: { $problem }
glance-where-hint = Blätter, auf denen an einem Neuron, einem Gewicht oder der Verlustfunktion ein Fehler begann; Folgefehler zählen nicht.
glance-picture = { $problem }, mit der Zahl der Blätter, auf denen an jeder Stelle ein Fehler begann
glance-place = Stelle
glance-hardest = Die schwersten Zeilen
glance-hardest-hint = Von den Blättern, die eine Größe zeigen, jene, auf denen dort ein Fehler begann.
glance-began = Fehler begannen
sheets-count = { $count ->
    [one] { $count } Blatt
   *[other] { $count } Blätter
}
sheets-all = Alle zeigen
sheets-tenth = { $low } bis { $high } % der Punkte
sheets-came = Abgegeben
sheets-open = { $pending } offen
sheets-more = { $count } weitere werden nicht gezeigt.

## Aufgaben und Blöcke

upload-heading = Hochladen
upload-hint = Eine Aufgabe oder ein Block als YAML-Datei, oder ein Zip mit einem Block und seinen Aufgaben. Alles wird geprüft, bevor etwas behalten wird; noch einmal hochgeladen wird es die nächste Fassung.
upload-file = Datei
upload-text = Oder hier schreiben
upload-text-hint = Eine gewählte Datei geht dem Geschriebenen vor.
upload-check = Prüfen und behalten
upload-kept = { $name } ist behalten.
upload-faults = { $count ->
    [one] Ein Fehler; nichts wurde behalten.
   *[other] { $count } Fehler; nichts wurde behalten.
}
upload-file-shown = Die Datei mit ihren Fehlern
upload-column = Spalte { $column }:
upload-there = In diesem Kurs
upload-none = Noch keine Aufgaben.
upload-set = Block
upload-problems = Aufgaben
upload-title = Titel
upload-id = Kennung
upload-version-head = Fassung
upload-version = Fassung { $number }
upload-variants = { $count } Varianten
problem-statement = Was gefragt ist
problem-parts = Teile
problem-file = Die Datei
vet-title = Fehler, die die Zahlen unterscheiden
vet-hint = Jeder Fehler, den man hier machen kann. Wo zwei dieselben Ziffern ergeben, oder einer das Richtige, würden andere Zahlen mehr verraten.
vet-told = Unterschieden
vet-shows = Größen, die ihn zeigen
vet-apart = ja
vet-not-apart = nein
vet-unseen = Er ergibt überall den richtigen Wert: niemand wird ihn bemerken.
vet-alike = Ergibt dasselbe wie: { $causes }.
vet-count = { $count } von { $all } Fehlern werden unterschieden.
vet-none = Kein Fehler des Katalogs kann sich in dem zeigen, was gefragt ist.
vet-kink = { $quantities } ist genau 0, wo die Steigung springt.
vet-saturated = { $quantities } liegt so weit außen, dass sich ihr Neuron kaum bewegt.
vet-too-small = { $quantities } verschwindet bei den verlangten Nachkommastellen.

## Personen

people-list = Klassenliste
people-file = CSV-Datei
people-file-hint = Fügt hinzu und ändert; wer fehlt, wird stillgelegt, nie gelöscht. Spalten:
people-import = Einlesen
people-imported = { $added } hinzugefügt, { $updated } geändert, { $gone } stillgelegt.
people-duplicate = Zeile { $line }: { $what }. Diese Zeile wurde ausgelassen.
people-faulty = Die Klassenliste hat Fehler; niemand wurde geändert.
people-join = Studierende geben ihn hier ein: { $address }
people-closed = Der Kurs ist geschlossen: niemand kommt durch einen Code herein.
people-renew = Neuer Code
people-open = Code erzeugen
people-close = Schließen
people-links = Anmelde-Links
people-links-hint = Für Studierende ohne Code: jeder Link meldet eine Person einmal an.
people-links-make = Einen Link für alle Studierenden erzeugen
people-links-once = Nur dieses eine Mal gezeigt. Jeder gilt einmal, zwei Wochen lang.
people-link = Link
people-link-make = Anmelde-Link
people-members = Mitglieder
people-name = Name
people-role = Rolle
people-number = Nummer
people-group = Gruppe
people-pseudonym = Tutoren sehen
people-gone = stillgelegt
people-do = Ändern
people-make-student = Als Studierende führen
people-make-tutor = Als Tutor führen
people-make-instructor = Als Lehrende führen
people-dismiss = Mitgliedschaft beenden

## Regeln eines Blocks

rules-title = Termine und Regeln
rules-hint = Sie gelten für alles, was von jetzt an abgegeben wird; was da ist, behält die Regeln, unter denen es kam.
rules-kept = Behalten.
rules-faulty = Etwas passt nicht; nichts wurde geändert.
rules-due = Fällig
rules-offset = Abstand zu UTC
rules-grace = Nachsicht
rules-grace-hint = Etwa 10 min, 2 h oder 1 d.
rules-attempts = Versuche
rules-attempts-hint = Leer: so viele man mag.
rules-late = Abzug für jeden Tag Verspätung
rules-late-hint = Etwa 10 %. Sind dieses und das nächste Feld leer, wird nichts zu spät angenommen.
rules-until = Angenommen bis
rules-appeals = Einsprüche bis
rules-release = Studierende sehen ihre Berichte
rules-release-at_once = Sofort
rules-release-after_due = Wenn der Block vorbei ist
rules-release-by_hand = Wenn du sie freigibst
rules-release-now = Jetzt freigeben
rules-released = Freigegeben
rules-reports = Berichte
rules-feedback = Was sie sehen
rules-feedback-verdicts = Urteile und Punkte
rules-feedback-causes = Auch, was falsch war
rules-feedback-solution = Auch, was richtig ist
rules-save = Speichern
rules-extensions = Verlängerungen
rules-extend = Verlängern
rules-reason = Grund
rules-no-date = Ein Datum und eine Uhrzeit sind nötig.
rules-no-students = Der Kurs hat noch keine Studierenden.

## Punkte

marks-sum = Summe
marks-possible = Möglich
marks-late = { $days ->
    [one] { $days } Tag zu spät
   *[other] { $days } Tage zu spät
}
marks-tables = Die Punkte mitnehmen
marks-tables-hint = Nach Entscheidungen und Verspätung. Was auf einen Menschen wartet, bleibt leer, wo ein Programm es für null hielte.
marks-form-csv = Einfaches CSV
marks-form-moodle = Moodle-Import
marks-form-nbgrader = nbgrader-CSV
marks-fill = Das eigene Notenbuch füllen
marks-fill-hint = Aus Canvas oder Moodle ausgeben, hier hochladen und mit den Punkten zurückbekommen; sonst ändert sich nichts darin.
marks-program = Programm
marks-book = Die ausgegebene CSV-Datei
marks-column = Aufgabe
marks-column-hint = Für Canvas: die Überschrift ihrer Spalte.
marks-anyway = Die Datei auch geben, wenn manche fehlen
marks-enter = Punkte eintragen
marks-left-out = Nicht alle Punkte lassen sich eintragen
marks-no-row = Keine Zeile, oder mehr als eine, heißt so:
marks-waiting = Diese muss erst ein Mensch ansehen; ihre Zellen blieben, wie sie sind:
marks-again = Die Datei noch einmal mit dem Häkchen hochladen, um sie mit allen anderen Punkten zu bekommen.

## Neubewertung

regrade-title = Alle Blätter neu bewerten
regrade-what = Mit den Aufgaben, die der Block jetzt festhält. Erst siehst du, was sich ändern würde; nichts gilt, bevor du es anwendest, und was Menschen entschieden haben, bleibt.
regrade-order = Zeigen, was sich ändern würde
regrade-earlier = Frühere
regrade-when = Wann
regrade-state-queued = wartet
regrade-state-running = läuft
regrade-state-ready = anzusehen
regrade-state-applied = angewendet
regrade-state-failed = misslungen
regrade-running = Wird neu bewertet
regrade-look = Noch einmal nachsehen
regrade-up = Mehr Punkte
regrade-down = Weniger Punkte
regrade-unchanged = Gleiche Punkte
regrade-decided = Entscheidungen, die bleiben
regrade-apply-what = Die neuen Berichte ersetzen die alten, alle auf einmal. Wer Punkte verlöre, behält Punkte und Bericht, wenn du es nicht anders wählst.
regrade-lower = Auch wo Punkte fallen ({ $count })
regrade-apply = Anwenden
regrade-changed = { $count ->
    [one] Ein Blatt hat sich geändert.
   *[other] { $count } Blätter haben sich geändert.
}
regrade-differences = Was sich ändern würde
regrade-before = Vorher
regrade-after = Nachher
regrade-way = Änderung
regrade-way-up = mehr
regrade-way-down = weniger
regrade-way-unchanged = gleiche Punkte
regrade-lines = Zeilen
regrade-line-count = { $count ->
    [one] eine Zeile
   *[other] { $count } Zeilen
}
regrade-overrides = { $count ->
    [one] eine Entscheidung bleibt
   *[other] { $count } Entscheidungen bleiben
}
regrade-same = Jeder Bericht bleibt, wie er ist.

## Die Durchsicht

review-nothing = Nichts wartet auf dich
review-nothing-why = Jede Zeile war lesbar, jeder Einspruch ist beantwortet.
review-end = Das war das Letzte
review-end-why = Was du übergangen hast, wartet noch.
review-again = Von vorn
review-sheet = Blatt von { $name }
review-whole = ganzer Bericht
review-place = { $number } von { $count } auf diesem Blatt
review-why-unreadable = nicht gelesen
review-why-misread = vielleicht verlesen
review-why-doubtful = zweifelhaft
review-why-appeal = Einspruch
review-why-not-graded = nicht bewertet
review-fault = Ein Fehler von uns hat verhindert, dass dieses Blatt beurteilt wurde. Die Neubewertung versucht es noch einmal; keine Punkte gehen verloren.
review-read = Gelesen als
review-worth = zählt { $points }
review-expected = Richtig wäre { $value }.
review-right = Richtig
review-half = Halb
review-wrong = Falsch
review-keep = Wie es steht
review-seen = Gesehen
review-decline = Ablehnen
review-next = Weiter
review-more = Andere Punkte, ein Grund
review-reason = Grund, für die Studierenden
review-give = Diese Punkte geben
review-looked = Von einem Menschen angesehen.
review-decided = Entschieden.
review-undo = Zurücknehmen
review-undone = Zurückgenommen: es wartet wieder.
review-keys-on = Tasten sind an
review-keys-off = Tasten sind aus
groups-hint = Dieselbe Antwort, einmal entschieden für alle, die sie gaben. Spätere einzelne Entscheidungen gehen vor.
groups-all = alle
groups-none = Keine Antworten dieser Art.
groups-variant = Variante { $number }
groups-decided = { $count } von { $all } entschieden
groups-changed = { $count ->
    [one] Eine Antwort ist entschieden.
   *[other] { $count } Antworten sind entschieden.
}

## Faults of files, as they are told; the English ones are what they are known by
fault-at = { $what } (bei Zeichen { $place })
fault-yaml-unclosed = kein gültiges YAML: erwartet wird { $sign }
fault-yaml-nowhere = kein gültiges YAML: ein Doppelpunkt ist hier nicht erlaubt
fault-yaml-token = kein gültiges YAML: dieses Zeichen kann hier nicht stehen
fault-yaml-end = kein gültiges YAML: die Datei endet zu früh
fault-yaml-control = kein gültiges YAML: Steuerzeichen sind nicht erlaubt
fault-yaml-item = kein gültiges YAML: ein Listenpunkt ist hier nicht erlaubt
fault-yaml = kein gültiges YAML: { $why }
fault-file-large = die Datei hat mehr als { $count } Zeichen
fault-file-bytes = die Datei hat mehr als { $count } Bytes
fault-file-too-large = die Datei ist zu groß
fault-file-empty = die Datei ist leer
fault-file-utf = die Datei ist nicht in UTF-8 gespeichert
fault-file-no-text = die Datei ist kein Text
fault-zip-broken = das ZIP lässt sich nicht lesen
fault-zip-many = ein ZIP darf { $count } Dateien enthalten
fault-zip-twice = eine Datei dieses Namens steht hier zum zweiten Mal
fault-set-one = erwartet wird genau eine Datei mit `set:`
fault-set-no-problem = keine Aufgabe { $name }
fault-set-mapping = ein Aufgabensatz ist eine Zuordnung: set, title, due, problems, …
fault-set-id = die Kennung des Satzes: Kleinbuchstaben, Ziffern und Bindestriche
fault-set-problems = hier wird eine Liste von Aufgaben erwartet
fault-set-problem = hier wird die Kennung oder die Datei einer Aufgabe erwartet
fault-set-problem-twice = die Aufgabe { $name } steht hier zum zweiten Mal
fault-alias = Verweise (*name) sind nicht erlaubt
fault-deep = zu tief verschachtelt
fault-tag = die Marke { $name } ist nicht erlaubt
fault-key-text = ein Schlüssel muss einfacher Text sein
fault-key-twice = der Schlüssel { $name } steht hier zum zweiten Mal
fault-key-unknown = diesen Schlüssel gibt es hier nicht
fault-missing = das fehlt
fault-list = hier wird eine Liste erwartet
fault-mapping = hier wird eine Zuordnung erwartet
fault-text = hier wird ein Text erwartet
fault-small-letters = hier sind nur Kleinbuchstaben, Ziffern und Bindestriche erlaubt
fault-problem-mapping = eine Aufgabendatei ist eine Zuordnung: id, title, network, …
fault-either = erwartet wird entweder network oder graph
fault-number = hier wird eine Zahl erwartet
fault-number-from = hier wird eine Zahl ab { $least } erwartet
fault-number-whole-here = hier wird eine ganze Zahl erwartet
fault-number-long = eine Zahl mit mehr als { $count } Zeichen
fault-number-comma = { $text } ist keine Zahl; hier steht in Dezimalzahlen ein Punkt
fault-number-none = { $text } ist keine Zahl
fault-number-whole = { $text } ist keine ganze Zahl
fault-number-bounds = { $text } ist zu groß oder zu klein
fault-true-false = { $text } ist weder true noch false
fault-one-of = erlaubt: { $choices }
fault-greater = die Zahl muss größer als { $least } sein
fault-at-least = die Zahl muss mindestens { $least } sein
fault-at-most = die Zahl darf höchstens { $most } sein
fault-items = hier werden mindestens { $least } Einträge erwartet, nicht { $count }
fault-values = hier werden mindestens { $least } Einträge erwartet, nicht { $count }
fault-text-short = der Text braucht mindestens { $least } Zeichen
fault-text-long = der Text darf höchstens { $most } Zeichen haben
fault-date = hier wird ein Zeitpunkt mit Zeitzone erwartet, etwa { $example }
fault-duration = hier wird eine Dauer erwartet, etwa { $example }
fault-inputs-or-samples = erwartet werden entweder inputs (mit targets) oder samples
fault-samples-targets = mit samples stehen die targets in jedem Sample
fault-input-one = mindestens eine Eingabe wird erwartet
fault-sample-one = mindestens ein Sample wird erwartet
fault-samples-inputs = alle Samples brauchen gleich viele Eingaben
fault-row-weights = diese Zeile hat { $count } Gewichte, die erste { $first }
fault-row-units = erwartet wird eine Zeile je Einheit der Schicht darunter: { $right }, nicht { $count }
fault-row-length = erwartet werden so lange Zeilen, wie die Schicht darunter Einheiten hat: { $right }, nicht { $count }
fault-rows-equal = Zeilen müssen gleich lang sein und aus Zahlen bestehen
fault-biases = erwartet werden { $right } Bias-Werte, nicht { $count }
fault-targets = erwartet werden { $right } Zielwerte, nicht { $count }
fault-targets-loss = zu einem Verlust gehören Zielwerte
fault-loss-targets = zu Zielwerten gehört ein Verlust
fault-loss-unknown = den Verlust { $name } gibt es nicht; es gibt { $known }
fault-loss-softmax = nach softmax wird cross_entropy erwartet; nach sigmoid heißt sie binary_cross_entropy
fault-softmax-last = softmax vor cross_entropy gehört in die letzte Schicht
fault-weights-many = mehr als { $count } Gewichte
fault-slope = { $name } hat keine Steigung
fault-update-loss = eine Aktualisierung braucht Zielwerte und einen Verlust
fault-update-all = ein Netz aktualisiert alle Gewichte und Bias-Werte; mit freeze bleiben einzelne, wie sie sind
fault-update-nothing = eine Aktualisierung braucht etwas zum Ableiten
fault-quantity-unknown = in dieser Aufgabe gibt es keine Größe { $name }
fault-parameter-unknown = in dieser Aufgabe gibt es keinen Parameter { $name }
fault-method = method ist ein Teil der Punkte und kann nicht größer sein
fault-not-defined = { $name } ist nicht definiert
fault-not-given = { $name } ist nicht gegeben
fault-given-already = { $name } ist schon gegeben
fault-neither = { $name } ist weder gegeben noch weiter oben definiert
fault-independent = { $name } hängt nicht von { $by } ab
fault-no-name = { $name } ist kein Name: Buchstaben, Ziffern und Unterstriche
fault-no-function = eine Funktion { $name } gibt es nicht
fault-no-meaning = { $sign } hat hier keine Bedeutung
fault-unexpected = { $sign } wird hier nicht erwartet
fault-expected = hier wird { $sign } erwartet
fault-here-missing = hier fehlt etwas
fault-large = diese Rechnung ist zu groß: definiere ihre Teile einzeln
fault-shapes = { $what }: das passt nicht zusammen
fault-arguments = erwartet werden { $count } Argumente, nicht { $found }
fault-argument = erwartet wird ein Argument, nicht { $found }
fault-outside = die Stelle { $place } liegt außerhalb von { $range }
fault-no-axis = { $what } hat keine Achse { $axis }
fault-one-number = abgeleitet werden kann nur eine einzelne Zahl, kein Vektor und keine Matrix
fault-no-value = mit diesen Zahlen hat das keinen endlichen Wert
fault-comparison = { $text } ist kein Vergleich wie 'z[1,1] > 0'
fault-neither-number = { $text } ist weder eine Zahl noch eine Größe dieser Aufgabe
fault-no-numbers = in { $count } Versuchen fanden sich keine Zahlen, die die Bedingungen erfüllen
fault-range = ein Bereich braucht from <= to, einen Schritt über 0 und höchstens { $count } Zahlen
fault-only-zero = gezogen werden könnte nur die 0, und die ist ausgenommen
fault-variants = es gibt { $count } Varianten, nicht { $number }
fault-tolerance = erwartet wird genau eines von significant, decimals, relative und absolute
fault-csv-columns = die erste Zeile nennt die Spalten; es fehlt { $names }
fault-csv = kein gültiges CSV: { $why }
fault-csv-rows = eine Klassenliste darf { $count } Zeilen haben
fault-csv-twice = { $name } steht schon in Zeile { $line }
fault-csv-field = 1 bis { $count } druckbare Zeichen
fault-csv-mail = das ist keine E-Mail-Adresse
fault-points = Punkte sind eine Zahl, etwa 0.5 oder 1/3
fault-points-range = Punkte gehen von 0 bis { $most }
fault-instructor = ein Kurs behält eine Lehrperson
fault-course-there = einen Kurs { $name } gibt es schon
fault-membership = diese Mitgliedschaft haben die Lehrenden beendet
fault-regrade-state = die Neubewertung ist { $state }
fault-regrade-meanwhile = Abgabe { $name } wurde inzwischen anders bewertet
fault-appeal-answered = diese Bitte ist beantwortet
fault-sheet-large = ein Blatt darf { $count } Bytes haben
fault-problem-changed = die Aufgabe wurde gerade geändert: lade sie neu
fault-canvas-head = { $name }: der Kopf eines Canvas-Notenbuchs beginnt mit Student, ID
fault-canvas-columns = { $name }: { $count } Spalten heißen { $wanted }; es gibt: { $there }
fault-canvas-read-only = { $name }: die Spalte { $wanted } lässt sich nicht beschreiben
fault-moodle-column = { $name }: keine Spalte { $wanted }: das ist keine Bewertungstabelle
