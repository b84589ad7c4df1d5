# Français.

## La page dans son ensemble

privacy = Calculé sur cet appareil : rien de ce que tu saisis n’en sort.
search = Nomme une série
search-hint = The Wire, Fleabag, Death Note …
search-results = Séries trouvées
search-wait = Un instant, le catalogue arrive encore.
search-none = Aucune série de ce nom dans ce catalogue.
mine-empty = Rien ici pour l’instant. Cherche ci-dessus, touche des séries qui t’ont plu, ou importe ton historique Netflix.
wanted = À voir
aside = Vues et masquées
unknown = Absentes de ce catalogue
unknown-why = Elles sont gardées, et compteront de nouveau dès qu’un catalogue les aura.
clear = Tout effacer
export = Garder une copie
undo = Annuler
close = Fermer
retry = Réessayer
later-failed = Cette partie de la page n’est pas arrivée. Rien n’est perdu ; il lui faut une connexion une seule fois.
about = À propos de ce modèle
back = Retour à la liste
update = Une nouvelle version est prête.
reload = Recharger
newer-model = Un modèle plus récent est prêt.
use-it = L’utiliser
see-list = Voir ta liste
memory-only = Ce navigateur ne garde rien pour cette page (une fenêtre privée ?). Tes séries disparaîtront quand tu la fermeras.
not-kept = Ton navigateur n’a pas pu garder le dernier changement. Garde une copie, pour ne rien perdre.
starting = Composition en cours …
catalogue = Catalogue
search-gone = Il n’y a pas de catalogue où chercher.
about-lead = La liste est calculée sur cet appareil par un petit modèle statistique. Il a appris quelles séries sont aimées ensemble. Pour chaque série que tu nommes, il additionne ce qu’elle dit de toutes les autres ; les sommes mettent la liste en ordre, et les parts de chaque somme sont les raisons qui te sont données.
about-fit = L’accord compare la somme d’une série à la plus haute de ta liste. Ce n’est pas une promesse : un accord de 80 ne veut pas dire que huit personnes sur dix l’aimeraient.
about-limits = Il ne te connaît pas : ni compte, ni pistage, ni publicité. Tes séries ne sont gardées que par ce navigateur. Il ne sait pas où une série peut être vue, et il peut se tromper de goût, comme tout le monde.
about-data = De quoi il est fait
about-quality = Ce qu’il vaut
about-choices = Choix faits à l’entraînement
quality-table = Pour cent trouvés, selon le nombre de séries nommées
method = Méthode
made-on = Fait le
made-by = Fait par
trained-on = Appris sur
card-shows = Séries
card-viewers = Spectateurs et listes choisies
card-ratings = Notes et entrées de listes
licence = Licence des données

## Une série

similar = Dans le même genre
family = De la même famille
no-show = Ce catalogue n’a pas cette série.
tags = De quoi ça parle
content = Contient
remove = Retirer de tes séries
extent = Étendue
networks = Diffusée sur
creators = Créée par
cast = Avec
country = Pays
language = Langue
place = { $who ->
    [you] Sa place dans tes goûts
   *[name] Sa place dans les goûts de { $name }
}
on-the-web = Ailleurs
wikipedia = Chercher dans Wikipédia
no-referrer = On n’y saura pas d’où tu viens.
leave-out = Ne pas compter ma note dans le classement
content-some = { $note } (un peu)
content-much = { $note } (beaucoup)
content-extreme = { $note } (extrême)
extent-seasons = { $count ->
    [one] { $count } saison
   *[other] { $count } saisons
}
extent-episodes = { $count ->
    [one] { $count } épisode
   *[other] { $count } épisodes
}
extent-minutes = { $count ->
    [one] { $count } minute chacun
   *[other] { $count } minutes chacun
}
place-of = Numéro { $place } sur { $of } par accord
kin-creators = Aussi de { $names }
kin-people = Plaît aux mêmes personnes
did-leave-out = { $title } ne compte plus dans le classement.
did-count-again = { $title } compte de nouveau.

## Les questions pour qui commence

ask-me = Demande-moi une par une
interview = L’as-tu vue ?
loved-it = Adoré
liked-it = Aimé
not-for-me = Pas aimé
unseen = Pas vue
skip = Passer
step-back = Retour
interview-done = Assez de questions
interview-over = C’était tout ce qui valait d’être demandé.
asked = As-tu vu { $title } ?
no-replies = Chaque réponse change aussitôt ta liste.
replies = { $count ->
    [one] { $count } réponse jusqu’ici
   *[other] { $count } réponses jusqu’ici
}
did-unreply = La question sur { $title } revient.

## La liste

list = À regarder ensuite
list-empty = Ta liste paraît ici dès la première série que tu nommes.
list-none = Aucune série ne passe ces filtres.
list-over = Il n’y a plus rien à recommander : tu connais tout le catalogue.
list-more = En voir plus
filters = Filtres
filters-clear = Enlever les filtres
genres = Seulement ces genres
from = Commencée à partir de
to = Commencée jusqu’à
any-year = toute année
franchise = Aussi les suites et dérivées de tes séries
why = Pourquoi au juste ?
widely-liked = Plaît à beaucoup
other-shows = Tes autres séries
shares = Ce qui parle pour elle, et combien
shelf = Touche ce qui t’a plu
shelf-more = Choisir parmi des séries connues
shelf-done = C’est fait
views = Comment la voir
as-list = Liste
as-rows = Rangées
rows-none = Il reste trop peu pour des rangées. Ce qu’il y a est dans la liste.
adventure = À quelle distance du familier
familiar = Familier
adventurous = Aventureux
ignore-dislikes = Ignorer ce qui ne m’a pas plu
countries = Faite en
languages = Langue
services = Diffusée d’abord sur
any = peu importe
one-more = ou aussi …
minutes = Épisodes d’au plus
seasons = Saisons au plus
state = Finie ou en cours
running = en cours
finished = finie
without = Écarter les séries avec
left-out = ne compte pas
what-if = Qu’est-ce que ça changerait ?
what-if-wait = Un instant …
fit = Accord { $fit } sur 100
per-cent = { $value } %
under-one-per-cent = moins de 1 %
clause-loved = { $who ->
    [you] tu as adoré { $titles }
   *[name] a adoré { $titles }
}
clause-liked = { $who ->
    [you] tu as aimé { $titles }
   *[name] a aimé { $titles }
}
clause-saw = { $who ->
    [you] tu as vu { $titles }
   *[name] a vu { $titles }
}
clause-watched = { $who ->
    [you] tu as regardé { $titles }
   *[name] a regardé { $titles }
}
reason = Parce que { $clauses }.
reason-and-popular = Parce que { $clauses }, et parce que presque tout le monde l’aime.
reason-popular = Parce que presque tout le monde l’aime.
short-reason-and-popular = { $clauses } ; plaît à beaucoup
short-reason-popular = plaît à beaucoup
adventure-at = aventureux à { $value } %
not-only = Retirer { $name } du filtre
minutes-each = { $count } minutes
kept-out-none = tout garder
kept-out-any = même un peu
kept-out-much = beaucoup
kept-out-extreme = extrême
row-loved = Parce que tu as adoré { $title }
row-liked = Parce que tu as aimé { $title }
row-different = Autre chose
row-short = Courtes et finies
shift-none = les dix premières restent les mêmes par ailleurs
shift-up = { $count ->
    [one] { $up } monterait
   *[other] { $up } monteraient
}
shift-down = { $count ->
    [one] { $down } reculerait
   *[other] { $down } reculeraient
}
shift-if-loved = Si tu adores { $title } : { $change }.
shift-if-disliked = Si tu n’aimes pas { $title } : { $change }.

## Ensemble

together = Ensemble
together-title = On regarde quoi ?
together-lead = Chacun nomme quelques séries ; voici ce qui convient à tous.
to-together = Retour à la liste commune
people = Qui regarde ?
add-person = Ajouter quelqu’un
add = Ajouter
person-name = Nom
name-shows = Nommer des séries
edit = Modifier
elsewhere = Quelqu’un a son propre téléphone ?
share = Échanger les goûts par lien ou code
me = Moi
somebody = Quelqu’un
whose = Les séries de qui
common = Ce qui convient à tous
common-empty = La liste paraît ici dès que deux personnes présentes ont nommé chacune une série.
common-none = Il ne reste rien qui passe les filtres et que personne n’ait vu, masqué ou refusé.
common-places = Le numéro est la place de la série dans la liste de chacun : la nº 1 lui convient le mieux.
fairness = Qu’est-ce qui compte le plus ?
average = Le mieux en moyenne
least-misery = Personne de déçu
also-seen = Aussi ce que certains seulement ont vu
veto = Refuser
this-one = Celle-ci ce soir
tonight = Ce soir
tonight-settled = C’est décidé : voilà ce que vous regardez. Bonne soirée.
tonight-after = Et après, un mot pour vous tous :
all-loved = On a adoré
all-liked = On a aimé
all-disliked = Pas pour nous
all-seen = Vue, sans plus
something-else = Finalement, autre chose
vetoed = Refusées ce soir
take-back = Retirer le refus
may-veto = voudra peut-être refuser
share-lead = Qui ouvre ce lien, ou pointe un appareil photo sur le code, voit le nom ci-dessous et ce que tu as dit de tes séries, et peut chercher avec toi quelque chose à regarder. Tout est dans le lien même : aucun serveur ne le garde.
share-empty = Il n’y a encore rien à envoyer : nomme d’abord une série.
qr = Le lien en code QR
no-code = Autant de séries font un lien trop long pour un code qu’un appareil photo puisse lire. Envoie plutôt le lien.
link = Lien
copy = Copier
send = Envoyer …
copied = Le lien est copié.
copy-by-hand = Ce navigateur ne laisse pas la page copier. Le lien est sélectionné : copie-le toi-même.
with-wait = Des goûts dans un lien
with-fault = Ce lien ne peut pas être lu
with-lead = Les personnes ajoutées restent sur cet appareil jusqu’à ce que tu les retires. Rien n’en sort.
watch-now = Regarder ensemble maintenant
only-add = Seulement ajouter cette personne
not-now = Pas maintenant
named-none = pas encore de série
merge-into = Réunir avec { $name }
now-using = { $who ->
    [you] Ce sont maintenant tes séries.
   *[name] Ce sont maintenant les séries de { $name }.
}
did-add = { $name } est là.
did-rename = Le nom est maintenant { $name }.
did-part = { $name } n’est plus là, ni ses séries.
did-merge = Ce qu’a dit { $from } est maintenant à { $into }.
did-receive = { $name } est là, avec { shows }.
did-veto = { $title } est hors jeu pour ce soir.
did-settle = Ce soir, vous regardez { $title }.
did-unsettle = Autre chose, alors : { $title } n’est plus choisie.
did-say-together = Noté pour vous tous ({ $names }) : { $title }, « { $said } ».
in-place = Nº { $place }
fairness-at = { $least } % « { least-misery } », { $average } % « { average } »
said-loved = a adoré
said-liked = a aimé
said-disliked = n’a pas aimé
said-seen = l’a déjà vue
share-title = { $who ->
    [you] Tes goûts en un lien
   *[name] Les goûts de { $name } en un lien
}
share-left-out = { $count ->
    [one] { $count } série qui dit le moins des goûts n’a pas tenu dans le lien.
   *[other] { $count } séries qui disent le moins des goûts n’ont pas tenu dans le lien.
}
with-title = Les goûts de { $name }
with-none = Le lien ne contient aucune série que ce catalogue ait.
with-shows = Le lien contient { shows }.
with-shows-among = Le lien contient { shows }, dont { $examples }.
with-unknown = { $count ->
    [one] Ce catalogue n’a pas { $count } autre série.
   *[other] Ce catalogue n’a pas { $count } autres séries.
}
fault-too-long = Il est plus long que tous les liens que fait ce site. Redemande-le.
fault-damaged = Il n’est pas complet, ou quelque chose l’a changé en route. Redemande-le, et prends-le en entier.
fault-version = Il vient d’une autre version de ce site (format { $version }). Recharge cette page pour avoir sa dernière version.

## Contribuer

contribute-link = Contribuer
contribute-about = Ce site a un collecteur, auquel tu peux apporter tes notes. Rien n’est envoyé tant que tu ne l’actives pas.
contribute-privacy = Calculé sur cet appareil. Tu apportes tes notes.
contribute-what = Si tu l’actives, ce que tu as dit des séries est envoyé au collecteur de ce site, pour que son prochain modèle en apprenne.
contribute-what-not = Ni ton nom ni le moment où tu l’as dit ne sont envoyés, et le collecteur ne garde ni ton adresse ni rien d’autre sur toi.
contribute-way-back = Tu peux tout reprendre à tout moment ; les modèles entraînés avant gardent ce qu’ils ont appris.
contribute-payload = Ce qui est envoyé, mot pour mot
contribute-token = Le jeton est tiré au hasard et reste dans ce navigateur. Seul qui l’a peut remplacer ou reprendre ce qui a été envoyé avec lui.
contribute-nothing = Rien : nomme d’abord une série.
contribute-switch = Apporter mes notes
contribute-send-now = Envoyer maintenant
contribute-try-now = Essayer maintenant
contribute-take-back = Reprendre tout ce que j’ai envoyé
contribute-not-here = Ce navigateur ne garde rien pour cette page, tu ne pourrais donc pas reprendre ce que tu envoies. Contribuer n’est pas possible ici.
contribute-gone = Personnes retirées
contribute-title = { $who ->
    [you] Apporter tes notes
   *[name] Apporter les notes de { $name }
}
contribute-parted = Ce qui a été apporté est repris aussi.
contribute-off = Inactif : rien n’est envoyé.
contribute-empty = Actif. Il n’y a encore rien à envoyer.
contribute-ratings = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
contribute-sent = Envoyé { $ago } : { contribute-ratings }.
contribute-stays = Inactif. Le collecteur a peut-être ce qui a été envoyé avant.
contribute-stays-since = Inactif. Le collecteur a ce qui a été envoyé { $ago } : { contribute-ratings }.
contribute-taken-back = Tout a été repris { $ago }.
contribute-sending = Envoi …
contribute-taking-back = Reprise …
contribute-soon-send = Sera envoyé dans un instant.
contribute-soon-take-back = Sera repris dans un instant.
contribute-offline-send = À envoyer. En attente d’un réseau.
contribute-offline-take-back = À reprendre. En attente d’un réseau.
contribute-trying-send = À envoyer. Le collecteur ne répond pas ; nouvel essai { $soon }.
contribute-trying-take-back = À reprendre. Le collecteur ne répond pas ; nouvel essai { $soon }.
contribute-refused = Refusé : { $said }
contribute-just-now = à l’instant
contribute-ago = { $unit ->
    [minute] { $count ->
        [one] il y a { $count } minute
       *[other] il y a { $count } minutes
    }
    [hour] { $count ->
        [one] il y a { $count } heure
       *[other] il y a { $count } heures
    }
   *[day] { $count ->
        [one] il y a { $count } jour
       *[other] il y a { $count } jours
    }
}
contribute-within-a-minute = dans moins d’une minute
contribute-in = { $unit ->
    [minute] { $count ->
        [one] dans { $count } minute
       *[other] dans { $count } minutes
    }
    [hour] { $count ->
        [one] dans { $count } heure
       *[other] dans { $count } heures
    }
   *[day] { $count ->
        [one] dans { $count } jour
       *[other] dans { $count } jours
    }
}

## Importer

import-title = Apporte tes séries
import-link = Importer
import-lead = Netflix, IMDb, Trakt, TV Time, MyAnimeList, TMDB et Letterboxd te donnent un fichier de ce que tu as vu ou noté. Choisis-le ici, tel qu’il est venu : la page trouve seule lequel c’est.
import-privacy = Le fichier est lu sur cet appareil et n’est envoyé nulle part.
import-choose = Choisis des fichiers, ou dépose-les n’importe où sur la page
import-where = Où trouver un tel fichier ?
import-cancel = Annuler
import-again = Choisir d’autres fichiers
import-progress = Avancement
import-no-catalogue = Le catalogue n’a pas pu être chargé, et sans lui rien ne peut être trouvé.
import-whose = De qui sont les séries du fichier ?
import-everybody = De tous, chacun sous son nom
import-policy = Qu’est-ce qui compte comme quoi ?
import-watched = Ce que tu as regardé sans donner d’étoiles
import-liked-from = compte comme aimé à partir de tant d’épisodes
import-liked-share = ou de tant pour cent du tout
import-undone = L’importation est annulée.
import-found = Trouvées
import-found-why = Ce que chacune reçoit. Change-le, ou laisse-la de côté.
import-unsure = Incertaines
import-unsure-why = Le nom seul ne dit pas de quelle série il s’agit. Ce que tu ne décides pas est laissé de côté.
import-none = Aucune de celles-ci
import-missing = Introuvables
import-missing-why = Ce catalogue ne les a pas, ou ce sont des films.
import-save-missing = Enregistrer cette liste en CSV
import-problems = Ce qui a été laissé de côté ou n’a pas pu être lu
import-leave-out = Laisser de côté
import-before = tu l’as dit ici
import-to-list = Voir quoi regarder ensuite
import-to-library = Voir ta bibliothèque
import-more = En voir plus
import-way-netflix = Compte, ton profil, « Historique des activités », « Télécharger tout ». Pour tous les profils : « Obtenir mes infos ».
import-way-imdb = Tes notes (ou une liste), le menu en haut, « Export ».
import-way-trakt = « Settings », « Data », « Export ». Le ZIP entier suffit.
import-way-tv-time = Le ZIP de tes données personnelles, que le service a donné jusqu’à sa fermeture en juillet 2026.
import-way-myanimelist = La page d’export de ta liste. Compressé ou non.
import-way-tmdb = Tes notes ou ta liste à voir, « Export ».
import-way-letterboxd = « Settings », « Data », « Export your data ». Les films sont laissés de côté ; les séries sont prises.
import-this-site = Ce site
import-way-here = « Garder une copie » dans ta bibliothèque : tout revient comme c’était.
import-refused = { $file } : { $why }
import-no-reader = La partie de la page qui lit les fichiers n’a pas pu être chargée, ou s’est arrêtée. Vérifie que tu es en ligne, puis réessaie.
import-empty = Le fichier est vide. Télécharge-le de nouveau.
import-unknown = Ce fichier ne peut pas être lu ici. Choisis celui que Netflix, IMDb, Trakt, TV Time, MyAnimeList, TMDB ou Letterboxd t’a donné, tel qu’il est venu.
import-broken-archive = L’archive est abîmée ou coupée. Télécharge-la de nouveau.
import-locked = L’archive demande un mot de passe, ou est compressée de façon inhabituelle. Décompresse-la et choisis les fichiers eux-mêmes.
import-nothing-known = L’archive n’a aucun fichier qui puisse être lu ici. Si une autre archive est dedans, décompresse et choisis celle-là.
import-gone = Le fichier ne peut plus être lu. A-t-il été déplacé, ou est-ce un dossier ?
import-kilobytes = { $count } ko
import-megabytes = { $count } Mo
import-reading = Lecture de { $file } : { $read } sur { $of }
import-finding = Recherche des séries : { $done } sur { $of }
import-found-shows = { $count ->
    [one] { $count } série trouvée. Regarde-la, puis ajoute-la.
   *[other] { $count } séries trouvées. Regarde-les, puis ajoute-les.
}
import-rows = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
import-source = { $file } vient de { $service } : { $rows } pour { $shows }.
import-films = { $count ->
    [one] 1 titre qui est sans doute un film
   *[other] { $count } titres qui sont sans doute des films
}
import-source-films = { $file } vient de { $service } : { $rows } pour { $shows }, et pour { $films }.
import-goes-to = Elles rejoignent les séries de { $name }.
import-watched-liked = Aimé là où tu as beaucoup regardé ({ $liked }), sinon vu ({ $seen })
import-watched-seen = Vu : hors de la liste, ne dit rien de tes goûts ({ $count })
import-watched-ignored = Rien : laisser de côté ({ $count })
import-dropped = Ce que tu as abandonné n’était pas pour toi ({ $count })
import-wanted = Ce qui est sur ta liste à voir devient « { $mark } » ({ $count })
import-replace = Le fichier compte plus que ce que tu as dit ici avant (différences : { $count })
import-silent = { $count ->
    [one] { $count } autre série : elle ne dit rien avec ces choix, et rien n’est ajouté.
   *[other] { $count } autres séries : elles ne disent rien avec ces choix, et rien n’est ajouté.
}
import-add = Ajouter { shows }
import-did-add = { $count ->
    [one] { $count } série ajoutée.
   *[other] { $count } séries ajoutées.
}
import-why-same-name = même nom
import-why-other-year = même nom, autre année
import-why-beginning = son nom est le début
import-why-similar = nom semblable
import-favourite = favorite
import-episodes-of = { $count } épisodes sur { $of }
import-planned = à voir
import-on-hold = en pause
import-given-up = abandonnée
import-watching = en train d’être vue
import-completed = vue jusqu’au bout
import-last-on = dernière fois le { $date }
import-on-watchlist = sur une liste à voir

## La bibliothèque

library-link = Bibliothèque
library-all = Les voir toutes
library-lead = Tout ce que tu as dit, ce qui est à voir et ce que tu as masqué.
library-empty = Rien ici pour l’instant. Nomme des séries sur la première page, ou apporte-les d’ailleurs.
library-search = Chercher dans tes séries
library-marks = Seulement celles-ci
library-everything = Toutes
library-order = Ordre
library-table = Enregistrer en CSV
library-none = Aucune de tes séries ne s’appelle ainsi, avec cette marque.
library-select-all = Tout sélectionner
library-bulk = Avec les séries sélectionnées
library-set = Les marquer …
library-remove = Les retirer
library-statistics = En chiffres
library-statistics-why = Ce que tu as regardé, selon ce que tu en as dit.
library-as-table = En tableau
library-sum = Toutes
library-no-promise = Ce navigateur peut jeter tes séries quand la place lui manque. Garde une copie de temps en temps, ou demande-lui de les garder.
library-ask = Le lui demander
library-decades = Décennies
library-genres = Genres
library-countries = Pays
library-over-time = Quand tu l’as dit
library-decade = années { $year }
library-others = Autres
library-title = { $who ->
    [you] Ta bibliothèque
   *[name] La bibliothèque de { $name }
}
library-newest = Récentes d’abord
library-oldest = Anciennes d’abord
library-by-title = Titre
library-by-year = Année
library-by-mark = Ce que tu as dit
library-selected = { $count ->
    [one] { $count } série sélectionnée
   *[other] { $count } séries sélectionnées
}
library-select = Sélectionner { $title }
library-did-change = { shows } : maintenant « { $mark } ».
library-plot = { $title } : { $bars }

## La carte

map-title = Carte
map-lead = Toutes les séries du catalogue. Ce qui plaît aux mêmes personnes est proche.
map-canvas = Carte des séries. Les flèches la déplacent, plus et moins changent l’échelle, zéro la montre entière. Ce qu’elle montre d’une série est dessous en liste.
map-none = Ce fichier de modèle n’a pas de carte. Un entraîneur plus récent en dessine une.
map-find = Trouver une série sur la carte
map-closer = Agrandir
map-farther = Réduire
map-whole = Montrer toute la carte
map-near = Le plus proche
map-choose = Choisis une série : au doigt, à la souris, ou par le champ ci-dessus.
map-details = Tout sur elle
map-recommended = recommandée
map-legend-mine = Tu l’aimes
map-legend-said = Tu en as dit autre chose
map-legend-want = Tu veux la voir
map-legend-next = Recommandée pour toi
map-chosen = { $title } est choisie.

## L’essai

trial-title = Est-ce que ça marche pour toi ?
trial-why = Chaque série que tu aimes est cachée une fois. Avec les autres, le modèle fait sa liste, et on regarde si la série cachée y est. C’est calculé ici, comme tout le reste.
trial-start = Essayer sur mes séries
trial-too-few = Nomme d’abord au moins trois séries que tu aimes.
trial-table = Où chaque série cachée est revenue
trial-far = plus de 500
trial-plot = Pour cent trouvés, par méthode et nombre de séries. Le tableau a les mêmes chiffres.
trial-column-show = Série
trial-column-model = Ce modèle
trial-column-popular = Les plus connues d’abord
trial-result = Sur { $count } séries, { $model } sont revenues parmi les { $list } premières. Si tout le monde avait reçu les plus connues, ç’aurait été { $popularity }.
method-this-model = ce modèle
method-popularity = popularité
method-item-cosine = cosinus
method-neighbour-graph = graphe de voisins

## Phrases de toute la page

pitch = { $who ->
    [you] Nomme quelques séries que tu adores, et voici quoi regarder ensuite.
   *[name] { $name }, nomme quelques séries que tu adores, et voici quoi regarder ensuite.
}
mine = { $who ->
    [you] Tes séries
   *[name] Séries de { $name }
}
title = canihasashowplz : quoi regarder ensuite
mark-loved = Adorée
mark-liked = Aimée
mark-disliked = Pas aimée
mark-seen = Vue
mark-meh = Bof
mark-want = À voir
mark-hidden = Sans intérêt
marked-loved = adorée
marked-liked = aimée
marked-disliked = pas aimée
marked-seen = vue
marked-meh = bof
marked-want = à voir
marked-hidden = sans intérêt
did-love = { $who ->
    [you] Tu as adoré { $title }.
   *[name] { $name } a adoré { $title }.
}
did-like = { $who ->
    [you] Tu as aimé { $title }.
   *[name] { $name } a aimé { $title }.
}
did-dislike = { $who ->
    [you] { $title } n’est pas pour toi.
   *[name] { $title } n’est pas pour { $name }.
}
did-see = { $who ->
    [you] Tu as vu { $title }.
   *[name] { $name } a vu { $title }.
}
did-find-meh = { $who ->
    [you] Tu n’as trouvé { $title } ni bonne ni mauvaise.
   *[name] { $name } n’a trouvé { $title } ni bonne ni mauvaise.
}
did-want = { $who ->
    [you] Tu veux voir { $title }.
   *[name] { $name } veut voir { $title }.
}
did-hide = { $title } est masquée.
did-remove = { $title } est retirée.
did-clear = { $count ->
    [one] { $count } série retirée.
   *[other] { $count } séries retirées.
}
already = { $title } est déjà parmi tes séries ({ $mark }).
shows = { $count ->
    [one] { $count } série
   *[other] { $count } séries
}
found = { $count ->
    [one] { $count } série trouvée.
   *[other] { $count } séries trouvées. Choisis avec les flèches haut et bas.
}
rating-of = Ton avis sur { $title }
remove-show = Retirer { $title }
about-show = { $action } : { $title }
since = depuis { $year }
also = aussi connue comme { $name }
theme-auto = Couleurs : comme le système
theme-light = Couleurs : claires
theme-dark = Couleurs : sombres
language-choice = Langue
late = Cela prend plus de temps que prévu. Recharge la page ; si cela n’aide pas, ton navigateur est peut-être trop ancien (il faut WebAssembly).
edition = Cette édition : { shows }.
edition-dated = Cette édition : { shows }, imprimée le { $date }.
measured-on = Mesuré sur { $count } personnes (ou listes choisies) que le modèle n’a jamais vues : certaines de leurs séries sont nommées, les autres restent cachées. Le chiffre dit combien des séries cachées sont parmi les vingt premières de la liste (Recall@20 ; 100 % est le mieux possible). Des méthodes simples sont à côté pour comparer ; le meilleur de chaque colonne est en couleur.
arriving-of = Le catalogue arrive : { $got } sur { $total } ko
arriving = Le catalogue arrive : { $got } ko
failure-network = Le catalogue n’a pas pu être récupéré.
failure-network-way = La connexion a échoué. Vérifie que tu es en ligne, puis réessaie.
failure-missing = Le catalogue n’est pas là où il devrait être.
failure-missing-way = Le serveur dit que ce fichier n’existe pas (404). Le site est peut-être en cours de mise à jour : réessaie dans une minute.
failure-status = Le serveur n’a pas donné le catalogue.
failure-status-way = Il a répondu par le statut HTTP { $status }. Réessaie dans une minute.
failure-damaged = Le catalogue est arrivé, mais pas comme il a été écrit.
failure-damaged-way = Le récupérer de nouveau peut aider. Ce qui ne va pas : { $why }.
failure-too-new = Le catalogue est plus récent que cette page.
failure-too-new-way = Recharge la page pour avoir sa nouvelle version. Ce qui ne va pas : { $why }.
silent = La partie de la page qui calcule ne répond pas.
silent-way = Elle a peut-être été bloquée, ou le navigateur a manqué de mémoire. Tes séries sont à l’abri. Réessaie, ou recharge la page.

## Genres du catalogue fourni

genre-action = Action
genre-adventure = Aventure
genre-animation = Animation
genre-anime = Anime
genre-anthology = Anthologie
genre-children = Jeunesse
genre-comedy = Comédie
genre-crime = Policier
genre-documentary = Documentaire
genre-drama = Drame
genre-family = Famille
genre-fantasy = Fantastique
genre-game-show = Jeu télévisé
genre-historical = Historique
genre-horror = Horreur
genre-legal = Judiciaire
genre-medical = Médical
genre-miniseries = Mini-série
genre-musical = Comédie musicale
genre-mystery = Mystère
genre-political = Politique
genre-reality = Téléréalité
genre-romance = Romance
genre-science-fiction = Science-fiction
genre-sitcom = Sitcom
genre-sketch = Sketchs
genre-soap = Feuilleton
genre-sports = Sport
genre-superhero = Super-héros
genre-talk = Talk-show
genre-teen = Ado
genre-thriller = Thriller
genre-variety = Variétés
genre-war = Guerre
genre-western = Western

## Ce qu’un foyer veut savoir

note-drugs = Drogues
note-gore = Gore
note-grim = Noirceur
note-language = Langage cru
note-scary = Peur
note-self-harm = Automutilation
note-sex = Sexe
note-sexual-violence = Violences sexuelles
note-violence = Violence

## Ce qui n’a pas pu être lu d’un fichier

import-problem = { $count } × { $what }
import-problem-damaged = fichiers abîmés ou coupés
import-advice-damaged = Ce qui précède le dommage a été lu. Télécharge le fichier de nouveau.
import-problem-encrypted = fichiers qui demandent un mot de passe
import-advice-encrypted = Décompresse l’archive avec son mot de passe et choisis les fichiers eux-mêmes.
import-problem-compression = fichiers compressés de façon inhabituelle
import-advice-compression = Décompresse l’archive et choisis les fichiers eux-mêmes.
import-problem-too-big = fichiers trop gros
import-advice-too-big = Ce qui tient a été lu. Partage le fichier, ou retire ce qui ne concerne pas les séries.
import-problem-bomb = fichiers qui se décompressent en bien plus qu’ils ne devraient
import-advice-bomb = Le fichier n’a pas été lu plus loin. Si tu lui fais confiance, décompresse-le et choisis les fichiers eux-mêmes.
import-problem-too-many-files = archives de trop de fichiers
import-advice-too-many-files = Les autres fichiers n’ont pas été regardés. Décompresse l’archive et choisis le bon.
import-problem-too-many-series = lignes au-delà du nombre de séries gardées
import-advice-too-many-series = Elles ont été laissées de côté. Partage le fichier.
import-problem-too-many-episodes = lignes au-delà du nombre d’épisodes distingués
import-advice-too-many-episodes = Elles comptent comme des lectures, non comme des épisodes.
import-problem-bad-name = fichiers dont le nom mène hors de l’archive
import-advice-bad-name = Ils ont été laissés de côté. Méfie-toi de cette archive.
import-problem-nested-archive = archives dans l’archive
import-advice-nested-archive = Décompresse celle du dehors et choisis celle du dedans.
import-problem-other-content = fichiers au nom connu et au contenu inconnu
import-advice-other-content = Ils ont été laissés de côté. Le service a peut-être changé son export.
import-problem-long-row = lignes qui ne finissent pas
import-advice-long-row = La ligne a été laissée de côté. Cherche un guillemet qui n’est pas fermé.
import-problem-short-row = lignes avec trop peu de valeurs
import-advice-short-row = Les lignes ont été laissées de côté. Le fichier a-t-il été modifié ou coupé ?
import-problem-odd-item = éléments qui ne sont pas faits comme prévu
import-advice-odd-item = Ils ont été laissés de côté. Le service a peut-être changé son export.
import-problem-no-title = lignes sans titre
import-advice-no-title = Les lignes ont été laissées de côté.
import-problem-bad-rating = notes hors de leur échelle
import-advice-bad-rating = Les séries sont gardées sans ces notes.
import-problem-bad-date = dates qu’aucun calendrier n’a
import-advice-bad-date = Les séries sont gardées sans ces dates.
import-problem-ambiguous-dates = colonnes de dates où jours et mois ne se distinguent pas
import-advice-ambiguous-dates = Les séries sont gardées sans les jours où elles ont été vues.
import-problem-lone-episode = notes d’épisodes qui ne nomment pas leur série
import-advice-lone-episode = Elles ont été laissées de côté ; note la série elle-même.
import-problem-not-series = films et autres choses qui ne sont pas des séries
import-advice-not-series = Laissés de côté, comme il se doit.
import-problem-trailer = bandes-annonces et aperçus
import-advice-trailer = Laissés de côté, comme il se doit.
import-problem-glimpse = lectures de moins d’une minute
import-advice-glimpse = Laissés de côté, comme il se doit.

## Keys

keys = Raccourcis clavier
keys-search = Aller à la recherche
keys-next = Série suivante de la liste
keys-before = Série précédente
keys-on-a-show = Sur une série de la liste
keys-on = Les touches seules font cela
