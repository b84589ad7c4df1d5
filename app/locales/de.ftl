# Deutsch.

## Die Seite als Ganzes

privacy = Auf diesem Gerät berechnet: Nichts, was du eingibst, verlässt es.
search = Nenne eine Serie
search-hint = The Wire, Fleabag, Death Note …
search-results = Passende Serien
search-wait = Einen Moment, der Katalog kommt noch.
search-none = Keine Serie dieses Namens in diesem Katalog.
mine-empty = Noch nichts hier. Suche oben, tippe Serien an, die dir gefallen haben, oder importiere deinen Netflix-Verlauf.
wanted = Vorgemerkt
aside = Gesehen und ausgeblendet
unknown = Nicht in diesem Katalog
unknown-why = Sie bleiben gespeichert und zählen wieder, sobald ein Katalog sie hat.
clear = Leeren
export = Kopie sichern
undo = Rückgängig
close = Schließen
retry = Noch einmal versuchen
later-failed = Dieser Teil der Seite ist nicht angekommen. Nichts ist verloren; er braucht einmal eine Verbindung.
about = Über dieses Modell
back = Zurück zur Liste
update = Eine neue Version ist da.
reload = Neu laden
newer-model = Ein neueres Modell ist da.
use-it = Verwenden
see-list = Zu deiner Liste
memory-only = Dieser Browser speichert nichts für diese Seite (ein privates Fenster?). Deine Serien sind weg, wenn du sie schließt.
not-kept = Dein Browser konnte die letzte Änderung nicht speichern. Sichere eine Kopie, damit nichts verloren geht.
starting = Die Lettern werden gesetzt …
catalogue = Katalog
search-gone = Es gibt keinen Katalog, in dem gesucht werden könnte.
about-lead = Die Liste berechnet ein kleines statistisches Modell auf diesem Gerät. Es hat gelernt, welche Serien gemeinsam geliebt werden. Für jede Serie, die du nennst, zählt es zusammen, was sie über alle anderen sagt; die Summen ordnen die Liste, und die Teile jeder Summe sind die Gründe, die du zu lesen bekommst.
about-fit = Die Passung vergleicht die Summe einer Serie mit der höchsten in deiner Liste. Sie ist kein Versprechen: 80 heißt nicht, dass sie acht von zehn Leuten gefiele.
about-limits = Es kennt dich nicht: kein Konto, kein Tracking, keine Werbung. Deine Serien speichert nur dieser Browser. Es weiß nicht, wo eine Serie zu sehen ist, und im Geschmack kann es sich irren wie jeder Mensch.
about-data = Woraus es entstanden ist
about-quality = Wie gut es ist
about-choices = Im Training getroffene Entscheidungen
quality-table = Gefunden, in Prozent, nach Anzahl der genannten Serien
method = Verfahren
made-on = Erstellt am
made-by = Erstellt von
trained-on = Gelernt aus
card-shows = Serien
card-viewers = Zuschauer und kuratierte Listen
card-ratings = Bewertungen und Listeneinträge
licence = Lizenz der Daten

## Eine Serie

similar = Mehr in dieser Art
family = Aus derselben Familie
no-show = Diese Serie gibt es in diesem Katalog nicht.
tags = Worum es geht
content = Enthält
remove = Aus deinen Serien entfernen
extent = Umfang
networks = Gezeigt bei
creators = Von
cast = Mit
country = Land
language = Sprache
place = { $who ->
    [you] Wo sie in deinem Geschmack steht
   *[name] Wo sie im Geschmack von { $name } steht
}
on-the-web = Anderswo
wikipedia = In Wikipedia nachschlagen
no-referrer = Dort erfährt niemand, woher du kommst.
leave-out = Meine Bewertung nicht in die Rangfolge einrechnen
content-some = { $note } (etwas)
content-much = { $note } (viel)
content-extreme = { $note } (extrem)
extent-seasons = { $count ->
    [one] 1 Staffel
   *[other] { $count } Staffeln
}
extent-episodes = { $count ->
    [one] 1 Folge
   *[other] { $count } Folgen
}
extent-minutes = { $count ->
    [one] je 1 Minute
   *[other] je { $count } Minuten
}
place-of = Platz { $place } von { $of } nach Passung
kin-creators = Auch von { $names }
kin-people = Gefällt denselben Leuten
did-leave-out = { $title } zählt nicht mehr für die Rangfolge.
did-count-again = { $title } zählt wieder.

## Die Fragen am Anfang

ask-me = Frag mich der Reihe nach
interview = Hast du das gesehen?
loved-it = Großartig
liked-it = Gut
not-for-me = Nicht meins
unseen = Nicht gesehen
skip = Überspringen
step-back = Zurück
interview-done = Genug Fragen
interview-over = Das war alles, was zu fragen lohnt.
asked = Hast du { $title } gesehen?
no-replies = Jede Antwort ändert sofort deine Liste.
replies = { $count ->
    [one] 1 Antwort bisher
   *[other] { $count } Antworten bisher
}
did-unreply = Nach { $title } wird wieder gefragt.

## Die Liste

list = Was als Nächstes kommt
list-empty = Deine Liste erscheint hier mit der ersten Serie, die du nennst.
list-none = Keine Serie passt zu diesen Filtern.
list-over = Es ist nichts mehr zu empfehlen: Du kennst den ganzen Katalog.
list-more = Mehr zeigen
filters = Filter
filters-clear = Filter aufheben
genres = Nur diese Genres
from = Begonnen ab
to = Begonnen bis
any-year = jedes Jahr
franchise = Auch Fortsetzungen und Ableger deiner Serien
why = Warum genau?
widely-liked = Allgemein beliebt
other-shows = Deine anderen Serien
shares = Was dafür spricht, und wie viel
shelf = Tippe an, was dir gefallen hat
shelf-more = Aus bekannten Serien wählen
shelf-done = Fertig
views = Wie du sie siehst
as-list = Liste
as-rows = Reihen
rows-none = Für Reihen ist zu wenig übrig. In der Liste steht, was da ist.
adventure = Wie weit weg vom Vertrauten
familiar = Vertraut
adventurous = Abenteuerlich
ignore-dislikes = Was mir nicht gefiel, übergehen
countries = Produziert in
languages = Sprache
services = Zuerst gezeigt bei
any = egal
one-more = oder auch …
minutes = Folgen von höchstens
seasons = Staffeln höchstens
state = Beendet oder laufend
running = laufend
finished = beendet
without = Keine Serien mit
left-out = zählt nicht
what-if = Was würde es ändern?
what-if-wait = Einen Moment …
fit = Passung { $fit } von 100
per-cent = { $value } %
under-one-per-cent = unter 1 %
clause-loved = { $who ->
    [you] { $titles } liebst
   *[name] liebt { $titles }
}
clause-liked = { $who ->
    [you] { $titles } magst
   *[name] mag { $titles }
}
clause-saw = { $who ->
    [you] { $titles } gesehen hast
   *[name] hat { $titles } gesehen
}
clause-watched = { $who ->
    [you] { $titles } angeschaut hast
   *[name] hat { $titles } angeschaut
}
reason = Weil du { $clauses }.
reason-and-popular = Weil du { $clauses }, und weil es fast allen gefällt.
reason-popular = Weil es fast allen gefällt.
short-reason-and-popular = { $clauses }; allgemein beliebt
short-reason-popular = allgemein beliebt
adventure-at = zu { $value } % abenteuerlich
not-only = { $name } aus dem Filter entfernen
minutes-each = { $count } Minuten
kept-out-none = alle behalten
kept-out-any = auch wenig
kept-out-much = viel davon
kept-out-extreme = extrem viel
row-loved = Weil du { $title } liebst
row-liked = Weil du { $title } magst
row-different = Etwas anderes
row-short = Kurz und abgeschlossen
shift-none = Sonst bleiben die ersten zehn, wie sie sind
shift-up = { $count ->
    [one] { $up } käme nach oben
   *[other] { $up } kämen nach oben
}
shift-down = { $count ->
    [one] { $down } fiele zurück
   *[other] { $down } fielen zurück
}
shift-if-loved = Wenn du { $title } liebst: { $change }.
shift-if-disliked = Wenn dir { $title } nicht gefällt: { $change }.

## Zusammen

together = Zusammen
together-title = Was schauen wir?
together-lead = Alle nennen ein paar Serien; hier steht, womit ihr alle leben könnt.
to-together = Zurück zur gemeinsamen Liste
people = Wer schaut mit?
add-person = Person hinzufügen
add = Hinzufügen
person-name = Name
name-shows = Serien nennen
edit = Bearbeiten
elsewhere = Jemand hat ein eigenes Telefon?
share = Geschmack per Link oder Code austauschen
me = Ich
somebody = Jemand
whose = Wessen Serien
common = Womit ihr alle leben könnt
common-empty = Die Liste erscheint hier, sobald zwei, die mitschauen, je eine Serie genannt haben.
common-none = Nichts ist übrig, das zu den Filtern passt und das niemand gesehen, ausgeblendet oder abgelehnt hat.
common-places = Die Nummer ist der Platz der Serie in der eigenen Liste jeder Person: Nr. 1 passt am besten zu ihr.
fairness = Was zählt mehr?
average = Im Schnitt am besten
least-misery = Niemand unglücklich
also-seen = Auch, was nur manche von euch gesehen haben
veto = Veto
this-one = Die schauen wir
tonight = Heute Abend
tonight-settled = Abgemacht: Das schaut ihr. Viel Vergnügen.
tonight-after = Und danach, ein Wort für euch alle:
all-loved = Fanden wir großartig
all-liked = Fanden wir gut
all-disliked = Nichts für uns
all-seen = Nur gesehen
something-else = Doch etwas anderes
vetoed = Heute Abend abgelehnt
take-back = Veto zurücknehmen
may-veto = vielleicht ein Veto
share-lead = Wer diesen Link öffnet oder die Kamera auf den Code richtet, sieht den Namen unten und was du über deine Serien gesagt hast, und kann mit dir etwas für euch beide finden. Alles steht im Link selbst: Kein Server speichert es.
share-empty = Noch gibt es nichts zu senden: Nenne zuerst eine Serie.
qr = Der Link als QR-Code
no-code = So viele Serien machen den Link zu lang für einen Code, den eine Kamera lesen könnte. Schicke stattdessen den Link.
link = Link
copy = Kopieren
send = Senden …
copied = Der Link ist kopiert.
copy-by-hand = Dieser Browser lässt die Seite nicht kopieren. Der Link ist markiert: Kopiere ihn selbst.
with-wait = Ein Geschmack in einem Link
with-fault = Dieser Link ist nicht lesbar
with-lead = Hinzugefügte Personen bleiben auf diesem Gerät, bis du sie entfernst. Nichts davon verlässt das Gerät.
watch-now = Jetzt zusammen schauen
only-add = Person nur hinzufügen
not-now = Nicht jetzt
named-none = noch keine Serien
merge-into = Mit { $name } vereinen
now-using = { $who ->
    [you] Jetzt sind deine Serien zu sehen.
   *[name] Jetzt sind die Serien von { $name } zu sehen.
}
did-add = { $name } ist hinzugefügt.
did-rename = Der Name ist jetzt { $name }.
did-part = { $name } ist entfernt, mit allen Serien.
did-merge = Was { $from } gesagt hat, gehört jetzt zu { $into }.
did-receive = { $name } ist hinzugefügt, mit { shows }.
did-veto = { $title } ist für heute Abend raus.
did-settle = Heute Abend schaut ihr { $title }.
did-unsettle = Doch etwas anderes: { $title } ist nicht mehr abgemacht.
did-say-together = Vermerkt für euch alle ({ $names }): { $title }, „{ $said }“.
in-place = Nr. { $place }
fairness-at = { $least } % „{ least-misery }“, { $average } % „{ average }“
said-loved = fand es großartig
said-liked = fand es gut
said-disliked = mochte es nicht
said-seen = hat es gesehen
share-title = { $who ->
    [you] Dein Geschmack als Link
   *[name] Der Geschmack von { $name } als Link
}
share-left-out = { $count ->
    [one] 1 Serie, die am wenigsten über den Geschmack sagt, passte nicht in den Link.
   *[other] { $count } Serien, die am wenigsten über den Geschmack sagen, passten nicht in den Link.
}
with-title = Der Geschmack von { $name }
with-none = Der Link enthält keine Serie, die dieser Katalog hat.
with-shows = Der Link enthält { shows }.
with-shows-among = Der Link enthält { shows }, darunter { $examples }.
with-unknown = { $count ->
    [one] 1 weitere Serie hat dieser Katalog nicht.
   *[other] { $count } weitere Serien hat dieser Katalog nicht.
}
fault-too-long = Er ist länger als jeder Link, den diese Seite macht. Lass ihn dir noch einmal schicken.
fault-damaged = Er ist nicht vollständig, oder etwas hat ihn unterwegs verändert. Lass ihn dir noch einmal schicken, und nimm ihn ganz.
fault-version = Er stammt von einer anderen Version dieser Seite (Aufbau { $version }). Lade diese Seite neu, um ihre neueste Version zu bekommen.

## Beitragen

contribute-link = Beitragen
contribute-about = Diese Seite hat eine Sammelstelle, zu der du deine Bewertungen beitragen kannst. Nichts wird gesendet, solange du es nicht einschaltest.
contribute-privacy = Auf diesem Gerät berechnet. Du trägst deine Bewertungen bei.
contribute-what = Wenn du das einschaltest, geht das, was du über Serien gesagt hast, an die Sammelstelle dieser Seite, damit ihr nächstes Modell daraus lernt.
contribute-what-not = Weder dein Name noch der Zeitpunkt wird gesendet, und die Sammelstelle speichert weder deine Adresse noch sonst etwas über dich.
contribute-way-back = Du kannst später jederzeit alles zurücknehmen; Modelle, die vorher trainiert wurden, behalten, was sie gelernt haben.
contribute-payload = Was gesendet wird, Wort für Wort
contribute-token = Das Token ist zufällig und bleibt in diesem Browser. Nur wer es hat, kann ersetzen oder zurücknehmen, was damit gesendet wurde.
contribute-nothing = Nichts: Nenne zuerst eine Serie.
contribute-switch = Meine Bewertungen beitragen
contribute-send-now = Jetzt senden
contribute-try-now = Jetzt versuchen
contribute-take-back = Alles zurücknehmen, was ich gesendet habe
contribute-not-here = Dieser Browser speichert nichts für diese Seite, also könntest du nicht zurücknehmen, was du sendest. Beitragen ist hier nicht möglich.
contribute-gone = Personen, die entfernt wurden
contribute-title = { $who ->
    [you] Deine Bewertungen beitragen
   *[name] Die Bewertungen von { $name } beitragen
}
contribute-parted = Was beigetragen wurde, wird ebenfalls zurückgenommen.
contribute-off = Aus: Nichts wird gesendet.
contribute-empty = An. Es gibt noch nichts zu senden.
contribute-ratings = { $count ->
    [one] 1 Bewertung
   *[other] { $count } Bewertungen
}
contribute-sent = Gesendet { $ago }: { contribute-ratings }.
contribute-stays = Aus. Die Sammelstelle hat vielleicht noch, was früher gesendet wurde.
contribute-stays-since = Aus. Die Sammelstelle hat, was { $ago } gesendet wurde: { contribute-ratings }.
contribute-taken-back = Alles wurde { $ago } zurückgenommen.
contribute-sending = Wird gesendet …
contribute-taking-back = Wird zurückgenommen …
contribute-soon-send = Wird gleich gesendet.
contribute-soon-take-back = Wird gleich zurückgenommen.
contribute-offline-send = Zu senden. Wartet auf ein Netz.
contribute-offline-take-back = Zurückzunehmen. Wartet auf ein Netz.
contribute-trying-send = Zu senden. Die Sammelstelle antwortet nicht; nächster Versuch { $soon }.
contribute-trying-take-back = Zurückzunehmen. Die Sammelstelle antwortet nicht; nächster Versuch { $soon }.
contribute-refused = Abgelehnt: { $said }
contribute-just-now = gerade eben
contribute-ago = { $unit ->
    [minute] { $count ->
        [one] vor 1 Minute
       *[other] vor { $count } Minuten
    }
    [hour] { $count ->
        [one] vor 1 Stunde
       *[other] vor { $count } Stunden
    }
   *[day] { $count ->
        [one] vor 1 Tag
       *[other] vor { $count } Tagen
    }
}
contribute-within-a-minute = innerhalb einer Minute
contribute-in = { $unit ->
    [minute] { $count ->
        [one] in 1 Minute
       *[other] in { $count } Minuten
    }
    [hour] { $count ->
        [one] in 1 Stunde
       *[other] in { $count } Stunden
    }
   *[day] { $count ->
        [one] in 1 Tag
       *[other] in { $count } Tagen
    }
}

## Einlesen

import-title = Bring deine Serien mit
import-link = Importieren
import-lead = Netflix, IMDb, Trakt, TV Time, MyAnimeList, TMDB und Letterboxd geben dir eine Datei mit dem, was du gesehen oder bewertet hast. Wähle sie hier, so wie sie kam: Welche es ist, findet die Seite selbst heraus.
import-privacy = Die Datei wird auf diesem Gerät gelesen und nirgendwohin gesendet.
import-choose = Wähle Dateien, oder lass sie irgendwo auf der Seite fallen
import-where = Woher bekomme ich so eine Datei?
import-cancel = Abbrechen
import-again = Andere Dateien wählen
import-progress = Fortschritt
import-no-catalogue = Der Katalog konnte nicht geladen werden, und ohne ihn ist nichts zu finden.
import-whose = Wessen Serien enthält die Datei?
import-everybody = Alle, jeweils unter eigenem Namen
import-policy = Was zählt als was?
import-watched = Was du gesehen hast, ohne Sterne zu geben
import-liked-from = gilt als gemocht ab so vielen Folgen
import-liked-share = oder so viel Prozent des Ganzen
import-undone = Der Import ist zurückgenommen.
import-found = Gefunden
import-found-why = Was jede bekommt. Ändere es, oder lass sie weg.
import-unsure = Nicht sicher
import-unsure-why = Der Name allein verrät nicht, welche Serie es ist. Was du nicht entscheidest, bleibt weg.
import-none = Keine davon
import-missing = Nicht gefunden
import-missing-why = Dieser Katalog hat sie nicht, oder es sind Filme.
import-save-missing = Diese Liste als CSV sichern
import-problems = Was weggelassen wurde oder nicht lesbar war
import-leave-out = Weglassen
import-before = hier schon gesagt
import-to-list = Sehen, was als Nächstes kommt
import-to-library = Zu deiner Sammlung
import-more = Mehr zeigen
import-way-netflix = Konto, dein Profil, „Titelverlauf“, „Alle herunterladen“. Für alle Profile: „Meine Daten anfordern“.
import-way-imdb = Deine Bewertungen (oder eine Liste), das Menü oben, „Export“.
import-way-trakt = „Settings“, „Data“, „Export“. Das ganze ZIP genügt.
import-way-tv-time = Das ZIP mit deinen persönlichen Daten, das der Dienst ausgab, bis er im Juli 2026 schloss.
import-way-myanimelist = Die Export-Seite deiner Liste. Gepackt oder entpackt.
import-way-tmdb = Deine Bewertungen oder Merkliste, „Export“.
import-way-letterboxd = „Settings“, „Data“, „Export your data“. Filme bleiben weg, Serien werden übernommen.
import-this-site = Diese Seite
import-way-here = „Kopie sichern“ in deiner Sammlung: Alles kommt zurück, wie es war.
import-refused = { $file }: { $why }
import-no-reader = Der Teil der Seite, der Dateien liest, konnte nicht geladen werden oder hat aufgehört. Prüfe, ob du online bist, und versuche es noch einmal.
import-empty = Die Datei ist leer. Lade sie noch einmal herunter.
import-unknown = Diese Datei kann hier nicht gelesen werden. Wähle die, die du von Netflix, IMDb, Trakt, TV Time, MyAnimeList, TMDB oder Letterboxd bekommen hast, so wie sie kam.
import-broken-archive = Das Archiv ist beschädigt oder abgeschnitten. Lade es noch einmal herunter.
import-locked = Das Archiv braucht ein Passwort oder ist ungewöhnlich gepackt. Entpacke es, und wähle die Dateien selbst.
import-nothing-known = Das Archiv hat keine Datei, die hier gelesen werden kann. Wenn ein weiteres Archiv darin ist, entpacke es und wähle das.
import-gone = Die Datei kann nicht mehr gelesen werden. Wurde sie verschoben, oder ist ein Ordner gewählt?
import-kilobytes = { $count } kB
import-megabytes = { $count } MB
import-reading = { $file } wird gelesen: { $read } von { $of }
import-finding = Die Serien werden gesucht: { $done } von { $of }
import-found-shows = { $count ->
    [one] 1 Serie gefunden. Sieh sie durch, dann füge sie hinzu.
   *[other] { $count } Serien gefunden. Sieh sie durch, dann füge sie hinzu.
}
import-rows = { $count ->
    [one] 1 Zeile
   *[other] { $count } Zeilen
}
import-source = { $file } ist von { $service }: { $rows } zu { $shows }.
import-films = { $count ->
    [one] 1 Titel, der wohl ein Film ist
   *[other] { $count } Titeln, die wohl Filme sind
}
import-source-films = { $file } ist von { $service }: { $rows } zu { $shows } und zu { $films }.
import-goes-to = Sie kommen zu den Serien von { $name }.
import-watched-liked = Gemocht, wovon du viel gesehen hast ({ $liked }), sonst gesehen ({ $seen })
import-watched-seen = Gesehen: bleibt aus der Liste, sagt nichts über deinen Geschmack ({ $count })
import-watched-ignored = Nichts: weglassen ({ $count })
import-dropped = Was du abgebrochen hast, war nichts für dich ({ $count })
import-wanted = Was du dort vorgemerkt hast, kommt auf die „{ $mark }“ ({ $count })
import-replace = Die Datei zählt mehr als das, was du hier schon gesagt hast ({ $count } weichen ab)
import-silent = { $count ->
    [one] 1 weitere Serie: Sie sagt bei dieser Auswahl nichts, und nichts wird hinzugefügt.
   *[other] { $count } weitere Serien: Sie sagen bei dieser Auswahl nichts, und nichts wird hinzugefügt.
}
import-add = { shows } hinzufügen
import-did-add = { shows } hinzugefügt.
import-why-same-name = gleicher Name
import-why-other-year = gleicher Name, anderes Jahr
import-why-beginning = ihr Name ist der Anfang
import-why-similar = ähnlicher Name
import-favourite = Favorit
import-episodes-of = { $count } von { $of } Folgen
import-planned = vorgemerkt
import-on-hold = pausiert
import-given-up = abgebrochen
import-watching = wird geschaut
import-completed = zu Ende gesehen
import-last-on = zuletzt am { $date }
import-on-watchlist = auf einer Merkliste

## Die Sammlung

library-link = Sammlung
library-all = Alle
library-lead = Alles, was du gesagt hast, die Merkliste und was du ausgeblendet hast.
library-empty = Noch nichts hier. Nenne Serien auf der ersten Seite, oder bring sie von anderswo mit.
library-search = In deinen Serien suchen
library-marks = Nur diese
library-everything = Alle
library-order = Reihenfolge
library-table = Als CSV sichern
library-none = Keine deiner Serien heißt so und trägt dieses Zeichen.
library-select-all = Alle auswählen
library-bulk = Mit den ausgewählten Serien
library-set = Bewerten als …
library-remove = Entfernen
library-statistics = In Zahlen
library-statistics-why = Was du gesehen hast, nach dem, was du dazu gesagt hast.
library-as-table = Als Tabelle
library-sum = Alle
library-no-promise = Dieser Browser wirft deine Serien vielleicht weg, wenn ihm der Platz ausgeht. Sichere ab und zu eine Kopie, oder bitte ihn, sie zu behalten.
library-ask = Bitte ihn
library-decades = Jahrzehnte
library-genres = Genres
library-countries = Länder
library-over-time = Wann du es gesagt hast
library-decade = { $year }er
library-others = Andere
library-title = { $who ->
    [you] Deine Sammlung
   *[name] Die Sammlung von { $name }
}
library-newest = Neueste zuerst
library-oldest = Älteste zuerst
library-by-title = Titel
library-by-year = Jahr
library-by-mark = Was du gesagt hast
library-selected = { $count ->
    [one] 1 Serie ausgewählt
   *[other] { $count } Serien ausgewählt
}
library-select = { $title } auswählen
library-did-change = { shows }: jetzt { $mark }.
library-plot = { $title }: { $bars }

## Die Karte

map-title = Karte
map-lead = Alle Serien des Katalogs. Was denselben Leuten gefällt, liegt nah beieinander.
map-canvas = Karte der Serien. Pfeiltasten verschieben sie, Plus und Minus zoomen, Null zeigt das Ganze. Was sie über eine Serie zeigt, steht darunter als Liste.
map-none = Diese Modelldatei hat keine Karte. Ein neuerer Trainer zeichnet eine.
map-find = Eine Serie auf der Karte finden
map-closer = Vergrößern
map-farther = Verkleinern
map-whole = Ganze Karte zeigen
map-near = Am nächsten
map-choose = Wähle eine Serie: mit dem Finger, der Maus oder dem Feld oben.
map-details = Alles darüber
map-recommended = empfohlen
map-legend-mine = Magst du
map-legend-said = Dazu hast du anderes gesagt
map-legend-want = Willst du sehen
map-legend-next = Dir empfohlen
map-chosen = { $title } ist gewählt.

## Der Versuch

trial-title = Klappt es bei dir?
trial-why = Jede Serie, die du magst, wird einmal versteckt. Aus deinen anderen macht das Modell seine Liste, und wir sehen, ob die versteckte darin ist. Gerechnet wird hier, wie alles andere auch.
trial-start = Mit meinen Serien versuchen
trial-too-few = Nenne zuerst mindestens drei Serien, die du magst.
trial-table = Wo jede versteckte Serie wieder auftauchte
trial-far = über 500
trial-plot = Gefunden, in Prozent, nach Verfahren und Zahl der Serien. Die Tabelle hat dieselben Werte.
trial-column-show = Serie
trial-column-model = Dieses Modell
trial-column-popular = Die bekanntesten zuerst
trial-result = Von { $count } Serien kamen { $model } unter den ersten { $list } wieder. Hätten alle die bekanntesten Serien bekommen, wären es { $popularity } gewesen.
method-this-model = dieses Modell
method-popularity = Beliebtheit
method-item-cosine = Kosinus
method-neighbour-graph = Nachbargraph

## Sätze für die ganze Seite

pitch = { $who ->
    [you] Nenne ein paar Lieblingsserien, und hier steht, was als Nächstes kommt.
   *[name] { $name }, nenne ein paar Lieblingsserien, und hier steht, was als Nächstes kommt.
}
mine = { $who ->
    [you] Deine Serien
   *[name] Serien von { $name }
}
title = canihasashowplz: was als Nächstes kommt
mark-loved = Großartig
mark-liked = Gut
mark-disliked = Nicht meins
mark-seen = Gesehen
mark-meh = Geht so
mark-want = Merkliste
mark-hidden = Kein Interesse
marked-loved = großartig
marked-liked = gut
marked-disliked = nicht deins
marked-seen = gesehen
marked-meh = geht so
marked-want = vorgemerkt
marked-hidden = kein Interesse
did-love = { $who ->
    [you] Du findest { $title } großartig.
   *[name] { $name } findet { $title } großartig.
}
did-like = { $who ->
    [you] Du findest { $title } gut.
   *[name] { $name } findet { $title } gut.
}
did-dislike = { $who ->
    [you] { $title } ist nichts für dich.
   *[name] { $title } ist nichts für { $name }.
}
did-see = { $who ->
    [you] Du hast { $title } gesehen.
   *[name] { $name } hat { $title } gesehen.
}
did-find-meh = { $who ->
    [you] Du findest { $title } weder gut noch schlecht.
   *[name] { $name } findet { $title } weder gut noch schlecht.
}
did-want = { $who ->
    [you] Du willst { $title } sehen.
   *[name] { $name } will { $title } sehen.
}
did-hide = { $title } ist ausgeblendet.
did-remove = { $title } ist entfernt.
did-clear = { shows } entfernt.
already = { $title } ist schon unter deinen Serien ({ $mark }).
shows = { $count ->
    [one] 1 Serie
   *[other] { $count } Serien
}
found = { $count ->
    [one] 1 Serie gefunden.
   *[other] { $count } Serien gefunden. Wähle mit den Pfeiltasten nach oben und unten.
}
rating-of = Dein Urteil über { $title }
remove-show = { $title } entfernen
about-show = { $action }: { $title }
since = seit { $year }
also = auch bekannt als { $name }
theme-auto = Farben: wie das System
theme-light = Farben: hell
theme-dark = Farben: dunkel
language-choice = Sprache
edition = Diese Ausgabe: { shows }.
edition-dated = Diese Ausgabe: { shows }, gedruckt am { $date }.
measured-on = Gemessen an { $count } Personen (oder kuratierten Listen), die das Modell nie gesehen hat: Einige ihrer Serien werden genannt, die anderen bleiben verborgen. Die Zahl sagt, wie viele der verborgenen unter den ersten zwanzig der Liste sind (Recall@20; 100 % ist das Beste, was möglich ist). Einfache Verfahren stehen zum Vergleich daneben; das Beste jeder Spalte ist farbig.
arriving-of = Der Katalog wird geholt: { $got } von { $total } kB
arriving = Der Katalog wird geholt: { $got } kB
failure-network = Der Katalog konnte nicht geholt werden.
failure-network-way = Die Verbindung ist gescheitert. Prüfe, ob du online bist, und versuche es noch einmal.
failure-missing = Der Katalog ist nicht da, wo er sein sollte.
failure-missing-way = Der Server sagt, dass es diese Datei nicht gibt (404). Vielleicht wird die Seite gerade erneuert: Versuche es in einer Minute noch einmal.
failure-status = Der Server hat den Katalog nicht herausgegeben.
failure-status-way = Er hat mit dem HTTP-Status { $status } geantwortet. Versuche es in einer Minute noch einmal.
failure-damaged = Der Katalog ist angekommen, aber nicht so, wie er geschrieben wurde.
failure-damaged-way = Ihn noch einmal zu holen, hilft vielleicht. Was nicht stimmt: { $why }.
failure-too-new = Der Katalog ist neuer als diese Seite.
failure-too-new-way = Lade die Seite neu, um ihre neue Version zu bekommen. Was nicht stimmt: { $why }.
silent = Der Teil der Seite, der rechnet, antwortet nicht.
silent-way = Vielleicht wurde er blockiert, oder dem Browser ging der Speicher aus. Deine Serien sind sicher. Versuche es noch einmal, oder lade die Seite neu.
late = Das dauert länger, als es sollte. Lade die Seite neu; wenn das nicht hilft, ist dein Browser vielleicht zu alt dafür (sie braucht WebAssembly).

## Genres des mitgelieferten Katalogs

genre-action = Action
genre-adventure = Abenteuer
genre-animation = Animation
genre-anime = Anime
genre-anthology = Anthologie
genre-children = Kinder
genre-comedy = Komödie
genre-crime = Krimi
genre-documentary = Dokumentation
genre-drama = Drama
genre-family = Familie
genre-fantasy = Fantasy
genre-game-show = Spielshow
genre-historical = Historisch
genre-horror = Horror
genre-legal = Justiz
genre-medical = Medizin
genre-miniseries = Miniserie
genre-musical = Musical
genre-mystery = Rätsel
genre-political = Politik
genre-reality = Reality
genre-romance = Romanze
genre-science-fiction = Science-Fiction
genre-sitcom = Sitcom
genre-sketch = Sketche
genre-soap = Seifenoper
genre-sports = Sport
genre-superhero = Superhelden
genre-talk = Talkshow
genre-teen = Jugend
genre-thriller = Thriller
genre-variety = Varieté
genre-war = Krieg
genre-western = Western

## Was ein Haushalt wissen will

note-drugs = Drogen
note-gore = Blutiges
note-grim = Bedrückendes
note-language = Derbe Sprache
note-scary = Gruseliges
note-self-harm = Selbstverletzung
note-sex = Sexszenen
note-sexual-violence = Sexuelle Gewalt
note-violence = Gewalt

## Was von einer Datei nicht gelesen werden konnte

import-problem = { $count } × { $what }
import-problem-damaged = beschädigte oder abgeschnittene Dateien
import-advice-damaged = Was vor dem Schaden steht, wurde gelesen. Lade die Datei noch einmal herunter.
import-problem-encrypted = Dateien, die ein Passwort brauchen
import-advice-encrypted = Entpacke das Archiv mit seinem Passwort, und wähle die Dateien selbst.
import-problem-compression = ungewöhnlich gepackte Dateien
import-advice-compression = Entpacke das Archiv, und wähle die Dateien selbst.
import-problem-too-big = zu große Dateien
import-advice-too-big = Was hineinpasst, wurde gelesen. Teile die Datei, oder entferne, was nicht zu Serien gehört.
import-problem-bomb = Dateien, die weit größer entpacken, als sie sollten
import-advice-bomb = Die Datei wurde nicht weiter gelesen. Wenn du ihr traust, entpacke sie, und wähle die Dateien selbst.
import-problem-too-many-files = Archive mit zu vielen Dateien
import-advice-too-many-files = Die anderen Dateien wurden nicht angesehen. Entpacke das Archiv, und wähle die richtige.
import-problem-too-many-series = Zeilen über die Zahl der Serien hinaus, die behalten werden
import-advice-too-many-series = Sie wurden weggelassen. Teile die Datei.
import-problem-too-many-episodes = Zeilen über die Zahl der Folgen hinaus, die unterschieden werden
import-advice-too-many-episodes = Sie zählen als Wiedergaben, nicht als Folgen.
import-problem-bad-name = Dateien, deren Namen aus dem Archiv hinausführen
import-advice-bad-name = Sie wurden weggelassen. Sei vorsichtig mit diesem Archiv.
import-problem-nested-archive = Archive im Archiv
import-advice-nested-archive = Entpacke das äußere Archiv, und wähle das innere.
import-problem-other-content = Dateien mit bekanntem Namen und unbekanntem Inhalt
import-advice-other-content = Sie wurden weggelassen. Vielleicht hat der Dienst seinen Export geändert.
import-problem-long-row = Zeilen, die nicht enden
import-advice-long-row = Die Zeile wurde weggelassen. Suche nach einem Anführungszeichen, das nicht geschlossen ist.
import-problem-short-row = Zeilen mit zu wenigen Werten
import-advice-short-row = Die Zeilen wurden weggelassen. Wurde die Datei bearbeitet oder abgeschnitten?
import-problem-odd-item = Einträge, die anders gebaut sind als erwartet
import-advice-odd-item = Sie wurden weggelassen. Vielleicht hat der Dienst seinen Export geändert.
import-problem-no-title = Zeilen ohne Titel
import-advice-no-title = Die Zeilen wurden weggelassen.
import-problem-bad-rating = Bewertungen außerhalb ihrer Skala
import-advice-bad-rating = Die Serien bleiben, ohne diese Bewertungen.
import-problem-bad-date = Daten, die kein Kalender hat
import-advice-bad-date = Die Serien bleiben, ohne diese Daten.
import-problem-ambiguous-dates = Datumsspalten, in denen Tage und Monate nicht zu unterscheiden sind
import-advice-ambiguous-dates = Die Serien bleiben, ohne die Tage, an denen sie gesehen wurden.
import-problem-lone-episode = Bewertungen von Folgen, die ihre Serie nicht nennen
import-advice-lone-episode = Sie wurden weggelassen; bewerte die Serie selbst.
import-problem-not-series = Filme und anderes, was keine Serie ist
import-advice-not-series = Weggelassen, wie es sein soll.
import-problem-trailer = Trailer und Vorschauen
import-advice-trailer = Weggelassen, wie es sein soll.
import-problem-glimpse = Wiedergaben von weniger als einer Minute
import-advice-glimpse = Weggelassen, wie es sein soll.

## Keys

keys = Tastenkürzel
keys-search = Zum Suchfeld
keys-next = Nächste Serie der Liste
keys-before = Serie davor
keys-on-a-show = Auf einer Serie der Liste
keys-on = Einzelne Tasten tun das
