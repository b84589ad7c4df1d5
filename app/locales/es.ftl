# Español.

## La página en conjunto

privacy = Se calcula en este dispositivo: nada de lo que escribes sale de él.
search = Nombra una serie
search-hint = The Wire, Fleabag, Death Note …
search-results = Series que coinciden
search-wait = Un momento, el catálogo aún está llegando.
search-none = Este catálogo no tiene ninguna serie con ese nombre.
mine-empty = Aún no hay nada. Busca arriba, toca series que te hayan gustado o importa tu historial de Netflix.
wanted = Pendientes
aside = Vistas y ocultas
unknown = Fuera de este catálogo
unknown-why = Se conservan y vuelven a contar en cuanto un catálogo las tenga.
clear = Vaciar
export = Guardar una copia
undo = Deshacer
close = Cerrar
retry = Reintentar
later-failed = Esta parte de la página no ha llegado. No se ha perdido nada; necesita conexión una vez.
about = Acerca de este modelo
back = Volver a la lista
update = Hay una versión nueva.
reload = Recargar
newer-model = Hay un modelo más reciente.
use-it = Usarlo
see-list = Ver tu lista
memory-only = Este navegador no guarda nada para esta página (¿una ventana privada?). Tus series desaparecerán cuando la cierres.
not-kept = Tu navegador no pudo guardar el último cambio. Guarda una copia para no perder nada.
starting = Componiendo los tipos …
catalogue = Catálogo
search-gone = No hay catálogo en el que buscar.
about-lead = La lista la calcula en este dispositivo un pequeño modelo estadístico. Ha aprendido qué series gustan juntas. Por cada serie que nombras suma lo que esa serie dice de todas las demás; las sumas ordenan la lista, y las partes de cada suma son las razones que se te dan.
about-fit = El ajuste compara la suma de una serie con la más alta de tu lista. No es una promesa: un ajuste de 80 no significa que le gustaría a ocho de cada diez personas.
about-limits = No te conoce: sin cuenta, sin rastreo, sin publicidad. Tus series las guarda solo este navegador. No sabe dónde se puede ver una serie, y puede equivocarse de gusto, como cualquiera.
about-data = De qué está hecho
about-quality = Qué tal funciona
about-choices = Decisiones tomadas al entrenar
quality-table = Porcentaje encontrado, según cuántas series se nombraron
method = Método
made-on = Hecho el
made-by = Hecho por
trained-on = Aprendió de
card-shows = Series
card-viewers = Espectadores y listas seleccionadas
card-ratings = Valoraciones y entradas de listas
licence = Licencia de los datos

## Una serie

similar = Más como esta
family = De la misma familia
no-show = Este catálogo no tiene esa serie.
tags = De qué trata
content = Contiene
remove = Quitar de tus series
extent = Extensión
networks = Emitida en
creators = Creada por
cast = Con
country = País
language = Idioma
place = { $who ->
    [you] Su lugar en tu gusto
   *[name] Su lugar en el gusto de { $name }
}
on-the-web = En otros sitios
wikipedia = Buscarla en Wikipedia
no-referrer = Allí no se sabrá de dónde vienes.
leave-out = No contar mi valoración en el orden
content-some = { $note } (algo)
content-much = { $note } (mucho)
content-extreme = { $note } (extremo)
extent-seasons = { $count ->
    [one] 1 temporada
   *[other] { $count } temporadas
}
extent-episodes = { $count ->
    [one] 1 episodio
   *[other] { $count } episodios
}
extent-minutes = { $count ->
    [one] 1 minuto cada uno
   *[other] { $count } minutos cada uno
}
place-of = Número { $place } de { $of } por ajuste
kin-creators = También de { $names }
kin-people = Gusta a las mismas personas
did-leave-out = { $title } ya no cuenta para el orden.
did-count-again = { $title } vuelve a contar.

## Las preguntas para quien empieza

ask-me = Pregúntame una por una
interview = ¿Has visto esta?
loved-it = Me encantó
liked-it = Me gustó
not-for-me = No me va
unseen = No la he visto
skip = Saltar
step-back = Atrás
interview-done = Ya basta de preguntas
interview-over = Eso es todo lo que valía la pena preguntar.
asked = ¿Has visto { $title }?
no-replies = Cada respuesta cambia tu lista al instante.
replies = { $count ->
    [one] 1 respuesta hasta ahora
   *[other] { $count } respuestas hasta ahora
}
did-unreply = Se vuelve a preguntar por { $title }.

## La lista

list = Qué ver ahora
list-empty = Tu lista aparece aquí con la primera serie que nombres.
list-none = Ninguna serie pasa estos filtros.
list-over = No queda nada que recomendar: conoces todo el catálogo.
list-more = Mostrar más
filters = Filtros
filters-clear = Quitar filtros
genres = Solo estos géneros
from = Empezó desde
to = Empezó hasta
any-year = cualquier año
franchise = También secuelas y derivadas de tus series
why = ¿Por qué exactamente?
widely-liked = Gusta a muchos
other-shows = Tus otras series
shares = Qué habla a su favor, y cuánto
shelf = Toca lo que te haya gustado
shelf-more = Elegir entre series conocidas
shelf-done = Listo
views = Cómo verla
as-list = Lista
as-rows = Filas
rows-none = Queda muy poco para hacer filas. Lo que hay está en la lista.
adventure = A qué distancia de lo conocido
familiar = Conocido
adventurous = Atrevido
ignore-dislikes = Pasar por alto lo que no me gusta
countries = Hecha en
languages = Idioma
services = Estrenada en
any = da igual
one-more = o también …
minutes = Episodios de como mucho
seasons = Temporadas como mucho
state = Terminada o en emisión
running = en emisión
finished = terminada
without = Sin series con
left-out = no cuenta
what-if = ¿Qué cambiaría?
what-if-wait = Un momento …
fit = Ajuste { $fit } de 100
per-cent = { $value } %
under-one-per-cent = menos del 1 %
clause-loved = { $who ->
    [you] adoras { $titles }
   *[name] adora { $titles }
}
clause-liked = { $who ->
    [you] disfrutaste { $titles }
   *[name] disfrutó { $titles }
}
clause-saw = { $who ->
    [you] viste { $titles }
   *[name] vio { $titles }
}
clause-watched = { $who ->
    [you] has visto { $titles }
   *[name] ha visto { $titles }
}
reason = Porque { $clauses }.
reason-and-popular = Porque { $clauses }, y porque le gusta a casi todo el mundo.
reason-popular = Porque le gusta a casi todo el mundo.
short-reason-and-popular = { $clauses }; gusta a muchos
short-reason-popular = gusta a muchos
adventure-at = { $value } % atrevido
not-only = Quitar { $name } del filtro
minutes-each = { $count } minutos
kept-out-none = dejar todas
kept-out-any = ni un poco
kept-out-much = mucho
kept-out-extreme = extremo
row-loved = Porque adoras { $title }
row-liked = Porque disfrutaste { $title }
row-different = Algo distinto
row-short = Cortas y terminadas
shift-none = por lo demás, las diez primeras siguen igual
shift-up = { $count ->
    [one] { $up } subiría
   *[other] { $up } subirían
}
shift-down = { $count ->
    [one] { $down } bajaría
   *[other] { $down } bajarían
}
shift-if-loved = Si te encanta { $title }: { $change }.
shift-if-disliked = Si no te gusta { $title }: { $change }.

## Juntos

together = Juntos
together-title = ¿Qué vemos?
together-lead = Cada cual nombra unas pocas series; aquí está lo que os vale a todos.
to-together = Volver a la lista común
people = ¿Quién está viendo?
add-person = Añadir a alguien
add = Añadir
person-name = Nombre
name-shows = Nombrar series
edit = Editar
elsewhere = ¿Alguien tiene su propio teléfono?
share = Intercambiar gustos por enlace o código
me = Yo
somebody = Alguien
whose = Series de quién
common = Lo que os vale a todos
common-empty = La lista aparece aquí en cuanto dos de los presentes hayan nombrado una serie cada uno.
common-none = No queda nada que pase los filtros y que nadie haya visto, ocultado o vetado.
common-places = El número es el lugar de la serie en la lista de cada cual: la n.º 1 es la que mejor le va.
fairness = ¿Qué cuenta más?
average = Mejor de media
least-misery = Nadie a disgusto
also-seen = También lo que solo algunos habéis visto
veto = Vetar
this-one = Vemos esta
tonight = Esta noche
tonight-settled = Decidido: esto es lo que veis. Que la disfrutéis.
tonight-after = Y después, una palabra por todos:
all-loved = Nos encantó
all-liked = Nos gustó
all-disliked = No nos va
all-seen = Solo vista
something-else = Mejor otra cosa
vetoed = Vetadas esta noche
take-back = Retirar el veto
may-veto = quizá quiera vetarla
share-lead = Quien abra este enlace, o apunte una cámara al código, ve el nombre de abajo y lo que has dicho de tus series, y puede buscar algo que ver contigo. Todo va en el propio enlace: ningún servidor lo guarda.
share-empty = Aún no hay nada que enviar: nombra antes una serie.
qr = El enlace como código QR
no-code = Con tantas series el enlace es demasiado largo para un código que una cámara pueda leer. Envía el enlace.
link = Enlace
copy = Copiar
send = Enviar …
copied = El enlace está copiado.
copy-by-hand = Este navegador no deja copiar a la página. El enlace está seleccionado: cópialo tú.
with-wait = Un gusto en un enlace
with-fault = Este enlace no se puede leer
with-lead = Las personas añadidas quedan en este dispositivo hasta que las quites. Nada de ello sale del dispositivo.
watch-now = Ver algo juntos ahora
only-add = Solo añadir a esta persona
not-now = Ahora no
named-none = aún sin series
merge-into = Unir con { $name }
now-using = { $who ->
    [you] Ahora se muestran tus series.
   *[name] Ahora se muestran las series de { $name }.
}
did-add = Se ha añadido a { $name }.
did-rename = El nombre es ahora { $name }.
did-part = Se ha quitado a { $name }, con todas sus series.
did-merge = Lo que dijo { $from } es ahora de { $into }.
did-receive = Se ha añadido a { $name } con { shows }.
did-veto = { $title } queda fuera esta noche.
did-settle = Esta noche veis { $title }.
did-unsettle = Mejor otra cosa: { $title } ya no está decidida.
did-say-together = Guardado por todos ({ $names }): { $title }, «{ $said }».
in-place = N.º { $place }
fairness-at = { $least } % «{ least-misery }», { $average } % «{ average }»
said-loved = le encantó
said-liked = le gustó
said-disliked = no le gustó
said-seen = ya la ha visto
share-title = { $who ->
    [you] Tu gusto como enlace
   *[name] El gusto de { $name } como enlace
}
share-left-out = { $count ->
    [one] 1 serie que dice muy poco del gusto no cabía en el enlace.
   *[other] { $count } series que dicen muy poco del gusto no cabían en el enlace.
}
with-title = El gusto de { $name }
with-none = El enlace no trae ninguna serie que este catálogo tenga.
with-shows = El enlace trae { shows }.
with-shows-among = El enlace trae { shows }, entre ellas { $examples }.
with-unknown = { $count ->
    [one] Hay 1 serie más que este catálogo no tiene.
   *[other] Hay { $count } series más que este catálogo no tiene.
}
fault-too-long = Es más largo que cualquier enlace de este sitio. Pídelo otra vez.
fault-damaged = No está completo, o algo lo cambió por el camino. Pídelo otra vez y cópialo entero.
fault-version = Lo hizo otra versión de este sitio (formato { $version }). Recarga esta página para tener su versión más reciente.

## Contribuir

contribute-link = Contribuir
contribute-about = Este sitio tiene un recolector al que puedes aportar tus valoraciones. No se envía nada mientras no lo actives.
contribute-privacy = Se calcula en este dispositivo. Aportas tus valoraciones.
contribute-what = Si lo activas, lo que has dicho de las series se envía al recolector de este sitio para que su próximo modelo aprenda de ello.
contribute-what-not = No se envían ni tu nombre ni cuándo lo dijiste, y el recolector no guarda tu dirección ni nada más sobre ti.
contribute-way-back = Puedes retirarlo todo en cualquier momento; los modelos entrenados antes conservan lo que aprendieron.
contribute-payload = Lo que se envía, palabra por palabra
contribute-token = El token es aleatorio y se queda en este navegador. Solo quien lo tiene puede reemplazar o retirar lo que se envió con él.
contribute-nothing = Nada: nombra antes una serie.
contribute-switch = Aportar mis valoraciones
contribute-send-now = Enviar ahora
contribute-try-now = Intentar ahora
contribute-take-back = Retirar todo lo que envié
contribute-not-here = Este navegador no guarda nada para esta página, así que no podrías retirar lo que envíes. Aquí no se puede contribuir.
contribute-gone = Personas que se quitaron
contribute-title = { $who ->
    [you] Aportar tus valoraciones
   *[name] Aportar las valoraciones de { $name }
}
contribute-parted = Lo que se aportó también se retira.
contribute-off = Desactivado: no se envía nada.
contribute-empty = Activado. Aún no hay nada que enviar.
contribute-ratings = { $count ->
    [one] 1 valoración
   *[other] { $count } valoraciones
}
contribute-sent = Enviado { $ago }: { contribute-ratings }.
contribute-stays = Desactivado. El recolector puede tener lo que se envió antes.
contribute-stays-since = Desactivado. El recolector tiene lo que se envió { $ago }: { contribute-ratings }.
contribute-taken-back = Todo se retiró { $ago }.
contribute-sending = Enviando …
contribute-taking-back = Retirando …
contribute-soon-send = Se enviará enseguida.
contribute-soon-take-back = Se retirará enseguida.
contribute-offline-send = Por enviar. Esperando una red.
contribute-offline-take-back = Por retirar. Esperando una red.
contribute-trying-send = Por enviar. El recolector no responde; nuevo intento { $soon }.
contribute-trying-take-back = Por retirar. El recolector no responde; nuevo intento { $soon }.
contribute-refused = Rechazado: { $said }
contribute-just-now = hace un momento
contribute-ago = { $unit ->
    [minute] { $count ->
        [one] hace 1 minuto
       *[other] hace { $count } minutos
    }
    [hour] { $count ->
        [one] hace 1 hora
       *[other] hace { $count } horas
    }
   *[day] { $count ->
        [one] hace 1 día
       *[other] hace { $count } días
    }
}
contribute-within-a-minute = en menos de un minuto
contribute-in = { $unit ->
    [minute] { $count ->
        [one] en 1 minuto
       *[other] en { $count } minutos
    }
    [hour] { $count ->
        [one] en 1 hora
       *[other] en { $count } horas
    }
   *[day] { $count ->
        [one] en 1 día
       *[other] en { $count } días
    }
}

## Importar

import-title = Trae tus series
import-link = Importar
import-lead = Netflix, IMDb, Trakt, TV Time, MyAnimeList, TMDB y Letterboxd te dan un archivo con lo que viste o valoraste. Elígelo aquí tal como llegó: cuál es, se averigua solo.
import-privacy = El archivo se lee en este dispositivo y no se envía a ninguna parte.
import-choose = Elige archivos, o suéltalos en cualquier lugar de la página
import-where = ¿De dónde saco un archivo así?
import-cancel = Cancelar
import-again = Elegir otros archivos
import-progress = Progreso
import-no-catalogue = No se pudo cargar el catálogo, y sin él no se encuentra nada.
import-whose = ¿De quién son las series del archivo?
import-everybody = De todos, cada cual con su nombre
import-policy = ¿Qué cuenta como qué?
import-watched = Lo que viste sin poner estrellas
import-liked-from = cuenta como que te gustó a partir de tantos episodios
import-liked-share = o de tanto por ciento del total
import-undone = La importación se ha deshecho.
import-found = Encontradas
import-found-why = Lo que recibe cada una. Cámbialo, o déjala fuera.
import-unsure = Dudosas
import-unsure-why = El nombre solo no dice qué serie es. Lo que no decidas queda fuera.
import-none = Ninguna de estas
import-missing = No encontradas
import-missing-why = Este catálogo no las tiene, o son películas.
import-save-missing = Guardar esta lista como CSV
import-problems = Lo que quedó fuera o no se pudo leer
import-leave-out = Dejarla fuera
import-before = ya lo dijiste aquí
import-to-list = Ver qué toca ahora
import-to-library = Ver tu biblioteca
import-more = Mostrar más
import-way-netflix = Cuenta, tu perfil, «Actividad de visualización», «Descargar todo». Para todos los perfiles: «Obtener mi información».
import-way-imdb = Tus valoraciones (o una lista), el menú de arriba, «Export».
import-way-trakt = «Settings», «Data», «Export». Basta con el ZIP entero.
import-way-tv-time = El ZIP con tus datos personales, que el servicio dio hasta que cerró en julio de 2026.
import-way-myanimelist = La página de exportación de tu lista. Comprimido o no.
import-way-tmdb = Tus valoraciones o tu lista de pendientes, «Export».
import-way-letterboxd = «Settings», «Data», «Export your data». Las películas quedan fuera; las series se toman.
import-this-site = Este sitio
import-way-here = «Guardar una copia» en tu biblioteca: todo vuelve tal como estaba.
import-refused = { $file }: { $why }
import-no-reader = La parte de la página que lee archivos no se pudo cargar, o se detuvo. Comprueba que tienes conexión y vuelve a intentarlo.
import-empty = El archivo está vacío. Descárgalo otra vez.
import-unknown = Este archivo no se puede leer aquí. Elige el que te dieron Netflix, IMDb, Trakt, TV Time, MyAnimeList, TMDB o Letterboxd, tal como llegó.
import-broken-archive = El archivo comprimido está dañado o cortado. Descárgalo otra vez.
import-locked = El archivo comprimido pide una contraseña, o está comprimido de forma poco común. Descomprímelo y elige los archivos mismos.
import-nothing-known = El archivo comprimido no tiene nada que se pueda leer aquí. Si dentro hay otro, descomprímelo y elige ese.
import-gone = El archivo ya no se puede leer. ¿Se ha movido, o has elegido una carpeta?
import-kilobytes = { $count } kB
import-megabytes = { $count } MB
import-reading = Leyendo { $file }: { $read } de { $of }
import-finding = Buscando las series: { $done } de { $of }
import-found-shows = { $count ->
    [one] 1 serie encontrada. Revísala y luego añádela.
   *[other] { $count } series encontradas. Revísalas y luego añádelas.
}
import-rows = { $count ->
    [one] 1 fila
   *[other] { $count } filas
}
import-source = { $file } es de { $service }: { $rows } de { $shows }.
import-films = { $count ->
    [one] 1 título que será una película
   *[other] { $count } títulos que serán películas
}
import-source-films = { $file } es de { $service }: { $rows } de { $shows }, y de { $films }.
import-goes-to = Se añaden a las series de { $name }.
import-watched-liked = Te gustó lo que viste mucho ({ $liked }); lo demás, visto ({ $seen })
import-watched-seen = Visto: no sale en la lista y no dice nada de tu gusto ({ $count })
import-watched-ignored = Nada: dejarlo fuera ({ $count })
import-dropped = Lo que abandonaste no era para ti ({ $count })
import-wanted = Lo que tienes pendiente pasa a «{ $mark }» ({ $count })
import-replace = El archivo cuenta más que lo que dijiste aquí antes (difieren { $count })
import-silent = { $count ->
    [one] 1 serie más: con estas opciones no dice nada, y no se añade nada.
   *[other] { $count } series más: con estas opciones no dicen nada, y no se añade nada.
}
import-add = Añadir { shows }
import-did-add = { $count ->
    [one] 1 serie añadida.
   *[other] { $count } series añadidas.
}
import-why-same-name = mismo nombre
import-why-other-year = mismo nombre, otro año
import-why-beginning = su nombre es el comienzo
import-why-similar = nombre parecido
import-favourite = favorita
import-episodes-of = { $count } de { $of } episodios
import-planned = pendiente
import-on-hold = en pausa
import-given-up = abandonada
import-watching = viéndola
import-completed = vista hasta el final
import-last-on = última vez: { $date }
import-on-watchlist = en una lista de pendientes

## La biblioteca

library-link = Biblioteca
library-all = Todas
library-lead = Todo lo que has dicho, lo pendiente y lo que ocultaste.
library-empty = Aún no hay nada. Nombra series en la primera página, o tráelas de otro sitio.
library-search = Buscar en tus series
library-marks = Solo estas
library-everything = Todas
library-order = Orden
library-table = Guardar como CSV
library-none = Ninguna de tus series se llama así y lleva esta marca.
library-select-all = Seleccionar todas
library-bulk = Con las series seleccionadas
library-set = Marcarlas como …
library-remove = Quitarlas
library-statistics = En cifras
library-statistics-why = Lo que viste, según lo que dijiste de ello.
library-as-table = Como tabla
library-sum = Todas
library-no-promise = Este navegador podría tirar tus series si le falta espacio. Guarda una copia de vez en cuando, o pídele que las conserve.
library-ask = Pedírselo
library-decades = Décadas
library-genres = Géneros
library-countries = Países
library-over-time = Cuándo lo dijiste
library-decade = años { $year }
library-others = Otras
library-title = { $who ->
    [you] Tu biblioteca
   *[name] La biblioteca de { $name }
}
library-newest = Primero las nuevas
library-oldest = Primero las antiguas
library-by-title = Título
library-by-year = Año
library-by-mark = Lo que dijiste
library-selected = { $count ->
    [one] 1 serie seleccionada
   *[other] { $count } series seleccionadas
}
library-select = Seleccionar { $title }
library-did-change = { shows }: ahora «{ $mark }».
library-plot = { $title }: { $bars }

## El mapa

map-title = Mapa
map-lead = Todas las series del catálogo. Lo que gusta a las mismas personas está cerca.
map-canvas = Mapa de series. Las flechas lo mueven, más y menos cambian el tamaño, cero lo muestra entero. Lo que muestra de una serie está debajo como lista.
map-none = Este archivo de modelo no tiene mapa. Un entrenador más reciente dibuja uno.
map-find = Buscar una serie en el mapa
map-closer = Acercar
map-farther = Alejar
map-whole = Mostrar todo el mapa
map-near = Lo más cercano
map-choose = Elige una serie: con el dedo, el ratón o el campo de arriba.
map-details = Todo sobre ella
map-recommended = recomendada
map-legend-mine = Te gusta
map-legend-said = Dijiste otra cosa de ella
map-legend-want = Quieres verla
map-legend-next = Recomendada para ti
map-chosen = { $title } está elegida.

## La prueba

trial-title = ¿Funciona contigo?
trial-why = Cada serie que te gusta se esconde una vez. Con las demás, el modelo hace su lista, y vemos si la escondida está en ella. Se calcula aquí, como todo lo demás.
trial-start = Probarlo con mis series
trial-too-few = Nombra antes al menos tres series que te gusten.
trial-table = Dónde reapareció cada serie escondida
trial-far = más de 500
trial-plot = Porcentaje encontrado, por método y número de series. La tabla tiene las mismas cifras.
trial-column-show = Serie
trial-column-model = Este modelo
trial-column-popular = Primero las más conocidas
trial-result = De { $count } series, { $model } reaparecieron entre las primeras { $list }. Si a todo el mundo se le dieran las más conocidas, habrían sido { $popularity }.
method-this-model = este modelo
method-popularity = popularidad
method-item-cosine = coseno
method-neighbour-graph = grafo de vecinos

## Frases de toda la página

pitch = { $who ->
    [you] Nombra unas series que te encanten, y aquí está qué ver ahora.
   *[name] { $name }, nombra unas series que te encanten, y aquí está qué ver ahora.
}
mine = { $who ->
    [you] Tus series
   *[name] Series de { $name }
}
title = canihasashowplz: qué ver ahora
mark-loved = Me encantó
mark-liked = Me gustó
mark-disliked = No me va
mark-seen = Ya la vi
mark-meh = Ni fu ni fa
mark-want = Quiero verla
mark-hidden = No me interesa
marked-loved = te encantó
marked-liked = te gustó
marked-disliked = no te va
marked-seen = vista
marked-meh = ni fu ni fa
marked-want = pendiente
marked-hidden = no te interesa
did-love = { $who ->
    [you] Te encantó { $title }.
   *[name] A { $name } le encantó { $title }.
}
did-like = { $who ->
    [you] Te gustó { $title }.
   *[name] A { $name } le gustó { $title }.
}
did-dislike = { $who ->
    [you] { $title } no es para ti.
   *[name] { $title } no es para { $name }.
}
did-see = { $who ->
    [you] Has visto { $title }.
   *[name] { $name } ha visto { $title }.
}
did-find-meh = { $who ->
    [you] { $title } no te pareció ni buena ni mala.
   *[name] A { $name } no le pareció ni buena ni mala { $title }.
}
did-want = { $who ->
    [you] Quieres ver { $title }.
   *[name] { $name } quiere ver { $title }.
}
did-hide = { $title } queda oculta.
did-remove = Se ha quitado { $title }.
did-clear = { $count ->
    [one] 1 serie quitada.
   *[other] { $count } series quitadas.
}
already = { $title } ya está entre tus series ({ $mark }).
shows = { $count ->
    [one] 1 serie
   *[other] { $count } series
}
found = { $count ->
    [one] 1 serie encontrada.
   *[other] { $count } series encontradas. Elige con las flechas arriba y abajo.
}
rating-of = Tu opinión sobre { $title }
remove-show = Quitar { $title }
about-show = { $action }: { $title }
since = desde { $year }
also = también conocida como { $name }
theme-auto = Colores: como el sistema
theme-light = Colores: claros
theme-dark = Colores: oscuros
language-choice = Idioma
late = Esto tarda más de lo debido. Recarga la página; si no ayuda, tu navegador puede ser demasiado antiguo (hace falta WebAssembly).
edition = Esta edición: { shows }.
edition-dated = Esta edición: { shows }, impresa el { $date }.
measured-on = Medido con { $count } personas (o listas seleccionadas) que el modelo nunca ha visto: se nombran algunas de sus series y las demás se esconden. La cifra dice cuántas de las escondidas están entre las veinte primeras de la lista (Recall@20; lo mejor posible es 100 %). Al lado hay métodos sencillos para comparar; lo mejor de cada columna va en color.
arriving-of = Trayendo el catálogo: { $got } de { $total } kB
arriving = Trayendo el catálogo: { $got } kB
failure-network = No se pudo traer el catálogo.
failure-network-way = Falló la conexión. Comprueba que tienes conexión y vuelve a intentarlo.
failure-missing = El catálogo no está donde debería.
failure-missing-way = El servidor dice que no existe ese archivo (404). Quizá el sitio se esté actualizando: vuelve a intentarlo en un minuto.
failure-status = El servidor no entregó el catálogo.
failure-status-way = Respondió con el estado HTTP { $status }. Vuelve a intentarlo en un minuto.
failure-damaged = El catálogo llegó, pero no es como se escribió.
failure-damaged-way = Puede ayudar traerlo otra vez. Lo que falla: { $why }.
failure-too-new = El catálogo es más nuevo que esta página.
failure-too-new-way = Recarga la página para tener su versión nueva. Lo que falla: { $why }.
silent = La parte de la página que calcula no responde.
silent-way = Puede que se haya bloqueado, o que el navegador se quedara sin memoria. Tus series están a salvo. Vuelve a intentarlo, o recarga la página.

## Géneros del catálogo incluido

genre-action = Acción
genre-adventure = Aventura
genre-animation = Animación
genre-anime = Anime
genre-anthology = Antología
genre-children = Infantil
genre-comedy = Comedia
genre-crime = Crimen
genre-documentary = Documental
genre-drama = Drama
genre-family = Familiar
genre-fantasy = Fantasía
genre-game-show = Concurso
genre-historical = Histórica
genre-horror = Terror
genre-legal = Judicial
genre-medical = Médica
genre-miniseries = Miniserie
genre-musical = Musical
genre-mystery = Misterio
genre-political = Política
genre-reality = Telerrealidad
genre-romance = Romántica
genre-science-fiction = Ciencia ficción
genre-sitcom = Comedia de situación
genre-sketch = Sketches
genre-soap = Telenovela
genre-sports = Deportes
genre-superhero = Superhéroes
genre-talk = Entrevistas
genre-teen = Juvenil
genre-thriller = Suspense
genre-variety = Variedades
genre-war = Bélica
genre-western = Wéstern

## Lo que un hogar quiere saber

note-drugs = Drogas
note-gore = Sangre
note-grim = Crudeza
note-language = Lenguaje soez
note-scary = Miedo
note-self-harm = Autolesiones
note-sex = Sexo
note-sexual-violence = Violencia sexual
note-violence = Violencia

## Lo que no se pudo leer de un archivo

import-problem = { $count } × { $what }
import-problem-damaged = archivos dañados o cortados
import-advice-damaged = Se leyó lo que hay antes del daño. Descarga el archivo otra vez.
import-problem-encrypted = archivos que piden una contraseña
import-advice-encrypted = Descomprime el archivo con su contraseña y elige los archivos mismos.
import-problem-compression = archivos comprimidos de forma poco común
import-advice-compression = Descomprime el archivo y elige los archivos mismos.
import-problem-too-big = archivos demasiado grandes
import-advice-too-big = Se leyó lo que cabe. Divide el archivo, o quita lo que no sea de series.
import-problem-bomb = archivos que se descomprimen en mucho más de lo debido
import-advice-bomb = No se siguió leyendo. Si te fías del archivo, descomprímelo y elige los archivos mismos.
import-problem-too-many-files = archivos comprimidos con demasiados archivos
import-advice-too-many-files = Los demás no se miraron. Descomprime el archivo y elige el que sirve.
import-problem-too-many-series = filas por encima del número de series que se conservan
import-advice-too-many-series = Quedaron fuera. Divide el archivo.
import-problem-too-many-episodes = filas por encima del número de episodios que se distinguen
import-advice-too-many-episodes = Cuentan como reproducciones, no como episodios.
import-problem-bad-name = archivos cuyos nombres llevan fuera del comprimido
import-advice-bad-name = Quedaron fuera. Ten cuidado con este archivo.
import-problem-nested-archive = comprimidos dentro del comprimido
import-advice-nested-archive = Descomprime el de fuera y elige el de dentro.
import-problem-other-content = archivos de nombre conocido y contenido desconocido
import-advice-other-content = Quedaron fuera. Quizá el servicio cambió su exportación.
import-problem-long-row = filas que no terminan
import-advice-long-row = La fila quedó fuera. Busca unas comillas sin cerrar.
import-problem-short-row = filas con muy pocos valores
import-advice-short-row = Las filas quedaron fuera. ¿Se editó o se cortó el archivo?
import-problem-odd-item = elementos que no están hechos como se esperaba
import-advice-odd-item = Quedaron fuera. Quizá el servicio cambió su exportación.
import-problem-no-title = filas sin título
import-advice-no-title = Las filas quedaron fuera.
import-problem-bad-rating = valoraciones fuera de su escala
import-advice-bad-rating = Las series se conservan sin esas valoraciones.
import-problem-bad-date = fechas que no están en ningún calendario
import-advice-bad-date = Las series se conservan sin esas fechas.
import-problem-ambiguous-dates = columnas de fechas en las que no se distinguen días y meses
import-advice-ambiguous-dates = Las series se conservan sin los días en que se vieron.
import-problem-lone-episode = valoraciones de episodios que no nombran su serie
import-advice-lone-episode = Quedaron fuera; valora la serie misma.
import-problem-not-series = películas y otras cosas que no son series
import-advice-not-series = Fuera, como debe ser.
import-problem-trailer = tráileres y avances
import-advice-trailer = Fuera, como debe ser.
import-problem-glimpse = reproducciones de menos de un minuto
import-advice-glimpse = Fuera, como debe ser.

## Keys

keys = Atajos de teclado
keys-search = Ir al buscador
keys-next = Siguiente serie de la lista
keys-before = Serie anterior
keys-on-a-show = Sobre una serie de la lista
keys-on = Las teclas sueltas hacen esto
