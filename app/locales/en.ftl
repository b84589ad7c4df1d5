# English. The other files have the same messages, with the same variables; `cargo test -p app language` compares them.

## The page as a whole

# The promise.
privacy = Worked out on this device: nothing you enter leaves it.
# The search field.
search = Name a show
# Inside the empty search field.
search-hint = The Wire, Fleabag, Death Note …
# The list of search results.
search-results = Shows that match
# While the catalogue is not there.
search-wait = One moment, the catalogue is still arriving.
# A search without a result.
search-none = No show by that name in this catalogue.
# Nobody is named yet.
mine-empty = Nothing here yet. Search above, tap shows you have enjoyed, or import your Netflix history.
# The shows that are to be watched.
wanted = To watch
# The shows that are only kept out of the list.
aside = Seen and hidden
# Shows that this catalogue does not have.
unknown = Not in this catalogue
# What happens with them.
unknown-why = They are kept, and count again as soon as a catalogue has them.
# Forget everything.
clear = Clear all
# Download a copy.
export = Save a copy
# Take the last change back.
undo = Undo
# Close.
close = Close
# Try again.
retry = Try again
# A part of the site that is fetched when it is needed.
later-failed = This part of the page did not arrive. Nothing is lost; it needs a connection once.
# The model page.
about = About this model
# From the model page to the list.
back = Back to the list
# A new version waits.
update = A new version is ready.
# Use it.
reload = Reload
# A new model waits.
newer-model = A newer model is ready.
# Use it.
use-it = Use it
# All shows, in the bar that leads to the list.
see-list = See your list
# Without IndexedDB.
memory-only = This browser keeps nothing for this page (a private window?). Your shows will be gone when you close it.
# No room.
not-kept = Your browser could not keep the last change. Save a copy, so that nothing is lost.
# Before the first byte of the catalogue.
starting = Setting the type …
# What is being fetched.
catalogue = Catalogue
# A search without a catalogue.
search-gone = There is no catalogue to search in.

## A show

# Its franchise.
family = In the same family
# What a household may want to know.
content = Contains
# Forget a show.
remove = Remove from your shows
# Broadcasters.
networks = Shown on
# Languages.
language = Language
# Where the show stands.
place = { $who ->
    [you] Where it sits in your taste
   *[name] Where it sits in { $name }’s taste
}

## The words of the questions for somebody who begins

# Begin to ask.
ask-me = Ask me one by one
# It was not seen.
unseen = Haven’t seen it

## The words of the list: what it is made of, what may be in it, why a show is in it

# The list.
list = What to watch next
# No list yet.
list-empty = Your list appears here with the first show you name.
# Nothing passes.
list-none = No show passes these filters.
# Nothing is left.
list-over = There is nothing left to recommend: you know the whole catalogue.
# More of the list.
list-more = Show more
# The filters.
filters = Filters
# Unset all filters.
filters-clear = Clear filters
# Genres, in the filters.
genres = Only these genres
# First year.
from = Began in or after
# Last year.
to = Began in or before
# Sequels too.
franchise = Also sequels and spin-offs of your shows
# The disclosure with the shares.
why = Why exactly?
# What the shares are.
shares = What speaks for it, and how much
# The shelf of well-known shows.
shelf = Tap what you have enjoyed
# Open the shelf.
shelf-more = Pick from well-known shows
# Close the shelf.
shelf-done = Done
# The list as a list, or as rows.
views = How to see it
# As a list.
as-list = List
# As rows.
as-rows = Rows
# The dial between the familiar and the adventurous.
adventure = How far from the familiar
# One end of it.
familiar = Familiar
# The other end.
adventurous = Adventurous
# Dislikes only keep a show out.
ignore-dislikes = Ignore my dislikes
# Countries, in the filters.
countries = Made in
# Languages, in the filters.
languages = Language
# Any of them.
any = any
# The length of an episode, in the filters.
minutes = Episodes of at most
# The number of seasons, in the filters.
seasons = Seasons at most
# Running.
running = running
# Content notes, in the filters.
without = Keep out shows with
# A rating that is left out of the ranking.
left-out = left out
# What one more word would change.
what-if = What would it change?

## The words of the common list, and of tastes that travel in links

# The page of the common list.
together = Together
# Everybody who uses this device.
people = Who is watching?
# Add.
add = Add
# Rename, merge, remove.
edit = Edit
# To the link.
share = Exchange tastes by link or code
# One who has no name here.
me = Me
# Whose shows are seen.
whose = Whose shows
# The common list.
common = What you can all live with
# The link.
link = Link
# A link is being read.
with-wait = A taste in a link

## The sentences about contributing

# The link to the page.
contribute-link = Contribute
# The promise, while the person contributes.
contribute-privacy = Worked out on this device. You contribute your ratings.
# The switch.
contribute-switch = Contribute my ratings

## The sentences about importing

# The page.
import-title = Bring your shows
# The link to it.
import-link = Import

## The sentences about the library

# The link to the page.
library-link = Library
# From the person's shows.
library-all = All of them

## The map, as it stands

# The link to the page, and its title.
map-title = Map

## Sentences with something put in, and words by kind. $who is "you" where the reader is addressed, "name" where $name is.

# What the site does.
pitch = { $who ->
    [you] Name a few shows you love, and here is what to watch next.
   *[name] { $name }, name a few shows you love, and here is what to watch next.
}
# The person's shows.
mine = { $who ->
    [you] Your shows
   *[name] { $name }’s shows
}
# The title bar, without a page's name.
title = canihasashowplz: what to watch next
# The marks, on buttons.
mark-loved = Loved
mark-liked = Liked
mark-disliked = Not for me
mark-seen = Seen it
mark-meh = Meh
mark-want = Want to watch
mark-hidden = Not interested
# The marks, of a show that has one.
marked-loved = loved
marked-liked = liked
marked-disliked = not for you
marked-seen = seen
marked-meh = meh
marked-want = to watch
marked-hidden = not interested
# What was done, for the message with Undo.
did-love = { $who ->
    [you] You loved { $title }.
   *[name] { $name } loved { $title }.
}
did-like = { $who ->
    [you] You liked { $title }.
   *[name] { $name } liked { $title }.
}
did-dislike = { $who ->
    [you] { $title } is not for you.
   *[name] { $title } is not for { $name }.
}
did-see = { $who ->
    [you] You have seen { $title }.
   *[name] { $name } has seen { $title }.
}
did-find-meh = { $who ->
    [you] You found { $title } neither good nor bad.
   *[name] { $name } found { $title } neither good nor bad.
}
did-want = { $who ->
    [you] You want to watch { $title }.
   *[name] { $name } wants to watch { $title }.
}
did-hide = { $title } is hidden.
did-remove = { $title } is removed.
did-clear = { shows } removed.
# A show was chosen that is there already; $mark is one of the marks above.
already = { $title } is among your shows already ({ $mark }).
shows = { $count ->
    [one] 1 show
   *[other] { $count } shows
}
# How many search results, for those who hear it.
found = { $count ->
    [one] 1 show found.
   *[other] { $count } shows found. Up and down arrows choose.
}
# Names the person's rating of a show, for a group of buttons.
rating-of = Your word on { $title }
# Removes a show or a person.
remove-show = Remove { $title }
# A button's name where several shows, or people, have the same button.
about-show = { $action }: { $title }
# The years of a show that is running.
since = since { $year }
# The other name that a search found.
also = also known as { $name }
theme-auto = Colours: as the system
theme-light = Colours: light
theme-dark = Colours: dark
# The choice of the language.
language-choice = Language
# On the page that index.html paints, when nothing follows.
late = This takes longer than it should. Reload the page; if that does not help, your browser may be too old for it (it needs WebAssembly).
# The imprint.
edition = This edition: { shows }.
edition-dated = This edition: { shows }, printed on { $date }.
# How much of the model has arrived, in units of 1024 bytes.
arriving-of = Fetching the catalogue: { $got } of { $total } kB
arriving = Fetching the catalogue: { $got } kB
# Why there is no model, and what to do.
failure-network = The catalogue could not be fetched.
failure-network-way = The connection failed. Check that you are online, then try again.
failure-missing = The catalogue is not where it should be.
failure-missing-way = The server says that there is no such file (404). Perhaps the site is being updated: try again in a minute.
failure-status = The server did not give out the catalogue.
failure-status-way = It answered with the HTTP status { $status }. Try again in a minute.
failure-damaged = The catalogue arrived, but it is not as it was written.
failure-damaged-way = Fetching it again may help. What is wrong: { $why }.
failure-too-new = The catalogue is newer than this page.
failure-too-new-way = Reload the page to get its new version. What is wrong: { $why }.
# The worker gave no sign of life.
silent = The part of the page that computes does not answer.
silent-way = It may have been blocked, or the browser ran out of memory. Your shows are safe. Try again, or reload the page.

## The list

fit = Fit { $fit } of 100
# What speaks for a show. A list of these becomes $clauses in "reason", or stands after somebody's name, as in "Sam liked Oz".
clause-loved = { $who ->
    [you] loved { $titles }
   *[name] loved { $titles }
}
clause-liked = { $who ->
    [you] liked { $titles }
   *[name] liked { $titles }
}
clause-saw = { $who ->
    [you] saw { $titles }
   *[name] saw { $titles }
}
clause-watched = { $who ->
    [you] watched { $titles }
   *[name] watched { $titles }
}
reason = Because you { $clauses }.
reason-and-popular = Because you { $clauses }, and because nearly everybody likes it.
reason-popular = Because nearly everybody likes it.
# Where the dial between the familiar and the adventurous stands, in per cent.
adventure-at = { $value } % adventurous

## Together

now-using = { $who ->
    [you] Your shows are shown now.
   *[name] { $name }’s shows are shown now.
}

## Genres of the bundled catalogue

genre-action = Action
genre-adventure = Adventure
genre-animation = Animation
genre-anime = Anime
genre-anthology = Anthology
genre-children = Children
genre-comedy = Comedy
genre-crime = Crime
genre-documentary = Documentary
genre-drama = Drama
genre-family = Family
genre-fantasy = Fantasy
genre-game-show = Game show
genre-historical = Historical
genre-horror = Horror
genre-legal = Legal
genre-medical = Medical
genre-miniseries = Miniseries
genre-musical = Musical
genre-mystery = Mystery
genre-political = Political
genre-reality = Reality
genre-romance = Romance
genre-science-fiction = Science fiction
genre-sitcom = Sitcom
genre-sketch = Sketch
genre-soap = Soap
genre-sports = Sports
genre-superhero = Superhero
genre-talk = Talk
genre-teen = Teen
genre-thriller = Thriller
genre-variety = Variety
genre-war = War
genre-western = Western

## Keys

# The sheet that lists them.
keys = Keyboard shortcuts

### From here on: what only the second part of the page says. The first part, which every first visit fetches, has not got these.

## The page as a whole

# How the model works.
about-lead = The list is computed on this device by a small statistical model. It has learned which shows are loved together. For every show you name it adds up what that show says of all the others; the sums put the list in order, and the parts of each sum are the reasons that you are given.
# What the fit is.
about-fit = The fit compares a show's sum with the highest in your list. It is no promise: a fit of 80 does not mean that eight in ten people would like it.
# What it does not know.
about-limits = It does not know you: no account, no tracking, no advertising. Your shows are kept by this browser alone. It does not know where a show can be watched, and it can be wrong about taste, as everybody can.
# The card's facts.
about-data = What it was made from
# The card's figures.
about-quality = How good it is
# The trainer's choices.
about-choices = Choices made in training
# The caption of the figures.
quality-table = Per cent found, by how many shows were named
# The method, in the figures.
method = Method
# When the model was made.
made-on = Made on
# The program that made it.
made-by = Made by
# The data, in words.
trained-on = Trained on
# Number of shows.
card-shows = Shows
# Number of viewers.
card-viewers = Viewers and curated lists
# Number of ratings.
card-ratings = Ratings and list entries
# The licence.
licence = Licence of the data

## A show

# More like it.
similar = More like this
# No such show.
no-show = This catalogue has no such show.
# What a show is about.
tags = What it is about
# Seasons, episodes, minutes.
extent = Extent
# Creators.
creators = Made by
# Cast.
cast = With
# Countries.
country = Country
# Pages about the show elsewhere.
on-the-web = Elsewhere
# An encyclopedia.
wikipedia = Look it up in Wikipedia
# What following such a link tells them.
no-referrer = It is not told where you come from.
# A rating is left out of the ranking.
leave-out = Leave my rating out of the ranking

## The words of the questions for somebody who begins

# The questions.
interview = Have you seen this?
# It was the best.
loved-it = Loved it
# It was good.
liked-it = Liked it
# It was not.
not-for-me = Not for me
# Ask about another one.
skip = Skip
# Take the last answer back.
step-back = Back
# No more questions.
interview-done = Enough questions
# Nothing is left to ask.
interview-over = That was everything worth asking.

## The words of the list: what it is made of, what may be in it, why a show is in it

# No bound.
any-year = any year
# The share of popularity.
widely-liked = Widely liked
# The share of the reasons that are not named.
other-shows = Your other shows
# No row.
rows-none = There is too little left for rows. The list has what there is.
# Services, in the filters.
services = First shown on
# One more of them.
one-more = or also …
# Finished or running, in the filters.
state = Finished or running
# Finished.
finished = finished
# While that is being computed.
what-if-wait = One moment …

## The words of the common list, and of tastes that travel in links

# Its heading.
together-title = What shall we watch?
# What it does.
together-lead = Everybody names a few shows; here is what all of you can live with.
# Back to it.
to-together = Back to the common list
# Add somebody.
add-person = Add a person
# A person's name.
person-name = Name
# Go and name shows.
name-shows = Name shows
# Somebody has a device of their own.
elsewhere = Somebody has a phone of their own?
# One who gave no name in a link.
somebody = Somebody
# Too few take part.
common-empty = The list appears here as soon as two people who are watching have each named a show.
# Nothing passes.
common-none = Nothing is left that passes the filters and that nobody has seen, hidden or vetoed.
# What the numbers of the common list are; they are made by "in-place".
common-places = The number is the show’s place in each one’s own list: No. 1 fits that person best.
# The dial.
fairness = What counts more?
# One end of it.
average = Best on average
# The other end.
least-misery = Nobody unhappy
# Seen by some.
also-seen = Also what only some of you have seen
# Take a show out for tonight.
veto = Veto
# They agree on a show: the button of its card.
this-one = This one tonight
# Stands above the show that they agreed on.
tonight = Tonight
# It is agreed on.
tonight-settled = It is settled: this is what you watch. Enjoy it.
# What can be said of it when it was watched; the next four follow on it.
tonight-after = And afterwards, one word for all of you:
all-loved = We loved it
all-liked = We liked it
all-disliked = Not for us
all-seen = Just seen it
# They want something else after all.
something-else = Something else
# Vetoed shows.
vetoed = Vetoed tonight
# Take a veto back.
take-back = Take back the veto
# Somebody who likes it far less than the others.
may-veto = may want to veto
# What a link is.
share-lead = Whoever opens this link, or points a camera at the code, sees the name below and what you said of your shows, and can find something to watch together with you. All of it is in the link itself: no server keeps it.
# Nothing to send.
share-empty = There is nothing to send yet: name a show first.
# The code.
qr = The link as a QR code
# Too much for a code.
no-code = So many shows make a link that is too long for a code which a camera could read. Send the link instead.
# Copy it.
copy = Copy
# Send it.
send = Send …
# It is copied.
copied = The link is copied.
# It is not.
copy-by-hand = This browser does not let the page copy. The link is selected: copy it yourself.
# A link cannot be read.
with-fault = This link cannot be read
# What can be done with it.
with-lead = Added people stay on this device until you remove them. Nothing of it leaves the device.
# Go on to the common list.
watch-now = Watch together now
# Go on home.
only-add = Only add this person
# Do nothing.
not-now = Not now

## The sentences about contributing

# On the page about the model.
contribute-about = This site has a collector, to which you can contribute your ratings. Nothing is sent unless you switch it on.
# What is sent.
contribute-what = If you switch this on, what you said of shows is sent to this site’s collector, so that its next model learns from it.
# What is not.
contribute-what-not = Neither your name nor when you said it is sent, and the collector keeps neither your address nor anything else about you.
# How to take it back.
contribute-way-back = You can take everything back at any later moment; models that were trained before keep what they learned.
# The heading over the payload.
contribute-payload = What is sent, word for word
# What the token in it is.
contribute-token = The token is random and stays in this browser. Only who has it can replace or take back what was sent with it.
# Nothing to send.
contribute-nothing = Nothing: name a show first.
# Do not wait.
contribute-send-now = Send now
# Do not wait, after a failure or for taking back.
contribute-try-now = Try now
# Erase.
contribute-take-back = Take back everything I sent
# Without storage.
contribute-not-here = This browser keeps nothing for this page, so you could not take back what you send. Contributing is not possible here.
# The heading over what removed people sent.
contribute-gone = People who were removed

## The sentences about importing

# What it is.
import-lead = Netflix, IMDb, Trakt, TV Time, MyAnimeList, TMDB and Letterboxd give you a file of what you watched or rated. Choose it here, as it came: which one it is, is found out by itself.
# The promise.
import-privacy = The file is read on this device and is not sent anywhere.
# The field.
import-choose = Choose files, or drop them anywhere on the page
# Where to get them.
import-where = Where do I get such a file?
# End it.
import-cancel = Cancel
# Other files.
import-again = Choose other files
# What is being read, for screen readers.
import-progress = Progress
# Without a catalogue nothing is found.
import-no-catalogue = The catalogue could not be loaded, and without it nothing can be found.
# Whose rows.
import-whose = Whose shows does the file hold?
# All of them.
import-everybody = Everybody, each under their own name
# The choices.
import-policy = What counts as what?
# What was watched.
import-watched = What you watched without giving stars
# Before the number of episodes.
import-liked-from = counts as liked from this many episodes on
# Before the share.
import-liked-share = or from this percentage of the whole
# Undone.
import-undone = The import is taken back.
# Found for certain.
import-found = Found
# What it is.
import-found-why = What each gets. Change it, or leave it out.
# Not certain.
import-unsure = Not certain
# What it is.
import-unsure-why = The name alone does not tell which show this is. What you do not decide is left out.
# None of the candidates.
import-none = None of these
# Not found.
import-missing = Not found
# What it is.
import-missing-why = This catalogue does not have them, or they are films.
# Save the list of what was not found.
import-save-missing = Save this list as CSV
# What could not be read.
import-problems = What was left out or could not be read
# Left out.
import-leave-out = Leave it out
# It was said here before.
import-before = you said so here
# To the list.
import-to-list = See what to watch next
# To the library.
import-to-library = See your library
# More lines.
import-more = Show more

## The sentences about the library

# What it is.
library-lead = Everything you said, the watchlist and what you hid.
# Nothing there.
library-empty = Nothing here yet. Name shows on the first page, or bring them from elsewhere.
# The search field.
library-search = Search your shows
# Marks to choose from.
library-marks = Only those that are
# No bound.
library-everything = All
# The order.
library-order = Order
# The table.
library-table = Save as CSV
# Nothing passes.
library-none = None of your shows is called so, with this mark.
# Select what is shown.
library-select-all = Select all
# What is done with the selected ones.
library-bulk = With the selected shows
# Change them.
library-set = Mark them as …
# Forget them.
library-remove = Remove them
# The statistics.
library-statistics = In numbers
# What they count.
library-statistics-why = What you watched, by what you said of it.
# As a table.
library-as-table = As a table
# All of a bar.
library-sum = All
# The browser has not promised anything.
library-no-promise = This browser may throw your shows away when its storage runs short. Save a copy from time to time, or ask it to keep them.
# Ask.
library-ask = Ask it
# By decade.
library-decades = Decades
# By genre.
library-genres = Genres
# By country.
library-countries = Countries
# By when it was said.
library-over-time = When you said it

## The map, as it stands

# What it is.
map-lead = Every show of the catalogue. What the same people like lies close together.
# The canvas, for those who do not see it.
map-canvas = Map of shows. Arrow keys move it, plus and minus zoom, zero shows all of it. What it shows about a show stands below as a list.
# Without a map.
map-none = This model file has no map. A newer trainer draws one.
# The field that finds a show.
map-find = Find a show on the map
# Larger.
map-closer = Zoom in
# Smaller.
map-farther = Zoom out
# All of it.
map-whole = Show the whole map
# The list of neighbours.
map-near = Closest to it
# Before something is chosen.
map-choose = Choose a show: with the finger, the mouse, or the field above.
# The link to the details.
map-details = All about it
# A neighbour that is recommended.
map-recommended = recommended

## The sentences of the trial on one's own shows, and of the plot of quality

# The heading.
trial-title = Does it work for you?
# What it does.
trial-why = Each show that you like is hidden once. From your other shows the model makes its list, and we see whether the hidden one is in it. It is worked out here, like everything else.
# The button.
trial-start = Try it on my shows
# Too little was named.
trial-too-few = Name at least three shows that you like first.
# The table.
trial-table = Where each hidden show came back
# Not among the first five hundred.
trial-far = over 500
# The plot, for those who do not see it; the table below it has the figures.
trial-plot = Per cent found, by method and input size. The table has the same figures.

## Sentences with something put in, and words by kind. $who is "you" where the reader is addressed, "name" where $name is.

# How the figures were measured.
measured-on = Measured on { $count } people (or curated lists) whom the model has never seen: some of their shows are named, the others are kept hidden. The figure says how many of the hidden ones are among the first twenty of the list (Recall@20; 100 % is the best possible). Simple methods stand beside it for comparison; the best of a column is set in colour.

## A show's page

content-some = { $note } (some)
content-much = { $note } (much)
content-extreme = { $note } (extreme)
extent-seasons = { $count ->
    [one] 1 season
   *[other] { $count } seasons
}
extent-episodes = { $count ->
    [one] 1 episode
   *[other] { $count } episodes
}
extent-minutes = { $count ->
    [one] 1 minute each
   *[other] { $count } minutes each
}
# Where a show stands in the list.
place-of = Number { $place } of { $of } by fit
# Why a show is like another one.
kin-creators = Also by { $names }
kin-people = Liked by the same people
did-leave-out = { $title } is left out of the ranking.
did-count-again = { $title } counts again.

## The questions for somebody who begins

asked = Have you seen { $title }?
no-replies = Each answer changes your list at once.
replies = { $count ->
    [one] 1 answer so far
   *[other] { $count } answers so far
}
did-unreply = { $title } is asked about again.

## The list

per-cent = { $value } %
under-one-per-cent = under 1 %
short-reason-and-popular = { $clauses }; widely liked
short-reason-popular = widely liked
not-only = Remove { $name } from the filter
minutes-each = { $count } minutes
# How much of something is kept out.
kept-out-none = keep all
kept-out-any = any of it
kept-out-much = much of it
kept-out-extreme = extreme
# What the shows of a row have in common.
row-loved = Because you loved { $title }
row-liked = Because you liked { $title }
row-different = Something different
row-short = Short and finished
# What one more word would change; $count is how many titles there are.
shift-none = the first ten stay the same otherwise
shift-up = { $count ->
    [one] { $up } would come up
   *[other] { $up } would come up
}
shift-down = { $count ->
    [one] { $down } would fall back
   *[other] { $down } would fall back
}
shift-if-loved = If you love { $title }: { $change }.
shift-if-disliked = If you dislike { $title }: { $change }.

## Together

named-none = no shows yet
merge-into = Merge into { $name }
did-add = { $name } is added.
did-rename = The name is { $name } now.
did-part = { $name } is removed, with all shows.
did-merge = What { $from } said belongs to { $into } now.
did-receive = { $name } is added with { shows }.
did-veto = { $title } is out for tonight.
did-settle = Tonight you watch { $title }.
did-unsettle = Something else, then: { $title } is not settled any more.
# $said is one of the four words for all of them, $names is everybody.
did-say-together = Kept for all of you ({ $names }): { $title }, “{ $said }”.
# The show's place in the list of somebody whose name stands before it.
in-place = No. { $place }
# Where the dial stands, in per cent.
fairness-at = { $least } % “{ least-misery }”, { $average } % “{ average }”
# What a person said of a show that is in the common list nevertheless.
said-loved = loved it
said-liked = liked it
said-disliked = did not like it
said-seen = has seen it
share-title = { $who ->
    [you] Your taste as a link
   *[name] { $name }’s taste as a link
}
share-left-out = { shows } that say least about the taste did not fit into the link.
with-title = { $name }’s taste
with-none = The link holds no show that this catalogue has.
with-shows = The link holds { shows }.
with-shows-among = The link holds { shows }, among them { $examples }.
with-unknown = Another { shows } this catalogue does not have.
fault-too-long = It is longer than any link that this site makes. Ask for it again.
fault-damaged = It is not complete, or something changed it on its way. Ask for it again, and take all of it.
fault-version = It was made by another version of this site (layout { $version }). Reload this page to get its newest version.

## Contributing

contribute-title = { $who ->
    [you] Contribute your ratings
   *[name] Contribute { $name }’s ratings
}
# Added to what is said when a person is removed who has sent something.
contribute-parted = What was contributed is taken back as well.
contribute-off = Off: nothing is sent.
contribute-empty = On. There is nothing to send yet.
contribute-ratings = { $count ->
    [one] 1 rating
   *[other] { $count } ratings
}
contribute-sent = Sent { $ago }: { contribute-ratings }.
contribute-stays = Off. The collector may have what was sent before.
contribute-stays-since = Off. The collector has what was sent { $ago }: { contribute-ratings }.
contribute-taken-back = Everything was taken back { $ago }.
contribute-sending = Sending …
contribute-taking-back = Taking back …
contribute-soon-send = To be sent in a moment.
contribute-soon-take-back = To be taken back in a moment.
contribute-offline-send = To be sent. Waiting for a network.
contribute-offline-take-back = To be taken back. Waiting for a network.
contribute-trying-send = To be sent. The collector does not answer; trying again { $soon }.
contribute-trying-take-back = To be taken back. The collector does not answer; trying again { $soon }.
contribute-refused = Refused: { $said }
# What becomes $ago above.
contribute-just-now = just now
contribute-ago = { $unit ->
    [minute] { $count ->
        [one] 1 minute ago
       *[other] { $count } minutes ago
    }
    [hour] { $count ->
        [one] 1 hour ago
       *[other] { $count } hours ago
    }
   *[day] { $count ->
        [one] 1 day ago
       *[other] { $count } days ago
    }
}
# What becomes $soon above.
contribute-within-a-minute = within a minute
contribute-in = { $unit ->
    [minute] { $count ->
        [one] in 1 minute
       *[other] in { $count } minutes
    }
    [hour] { $count ->
        [one] in 1 hour
       *[other] in { $count } hours
    }
   *[day] { $count ->
        [one] in 1 day
       *[other] in { $count } days
    }
}

## Importing

# For each service, the way to its file.
import-way-netflix = Account, your profile, Viewing activity, Download all. For every profile: Get my info.
import-way-imdb = Your ratings (or a list), the menu at the top, Export.
import-way-trakt = Settings, Data, Export. The whole ZIP will do.
import-way-tv-time = The ZIP with your personal data, which the service gave out until it closed in July 2026.
import-way-myanimelist = The export page of your list. Packed or unpacked.
import-way-tmdb = Your ratings or watchlist, Export.
import-way-letterboxd = Settings, Data, Export your data. Films are left out; series are taken.
import-this-site = This site
import-way-here = “Save a copy” in your library: everything comes back as it was.
# A file that could not be read, and why.
import-refused = { $file }: { $why }
import-no-reader = The part of the page that reads files could not be loaded, or ended. Check that you are online, then try again.
import-empty = The file is empty. Download it again.
import-unknown = This is not a file that can be read here. Choose the one that Netflix, IMDb, Trakt, TV Time, MyAnimeList, TMDB or Letterboxd gave you, as it came.
import-broken-archive = The archive is damaged or cut short. Download it again.
import-locked = The archive needs a password, or is packed in an unusual way. Unpack it and choose the files themselves.
import-nothing-known = The archive has no file that can be read here. If another archive is inside, unpack it and choose that.
import-gone = The file cannot be read any more. Was it moved, or is a folder chosen?
import-kilobytes = { $count } kB
import-megabytes = { $count } MB
import-reading = Reading { $file }: { $read } of { $of }
import-finding = Looking for the shows: { $done } of { $of }
import-found-shows = { $count ->
    [one] 1 show found. Look through them, then add them.
   *[other] { $count } shows found. Look through them, then add them.
}
import-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
import-source = { $file } is from { $service }: { $rows } of { $shows }.
# What the file does not call a film, and the catalogue does not have as a show.
import-films = { $count ->
    [one] 1 title that is probably a film
   *[other] { $count } titles that are probably films
}
import-source-films = { $file } is from { $service }: { $rows } of { $shows }, and of { $films }.
# To whom the shows go, where several people use the device.
import-goes-to = They are added to the shows of { $name }.
import-watched-liked = Liked where you watched much of it ({ $liked }), else seen ({ $seen })
import-watched-seen = Seen: kept out of the list, says nothing of your taste ({ $count })
import-watched-ignored = Nothing: leave it out ({ $count })
import-dropped = What you gave up was not for you ({ $count })
import-wanted = What is on your watchlist becomes “{ $mark }” ({ $count })
import-replace = The file counts more than what you said here before ({ $count } differ)
import-silent = { $count ->
    [one] 1 show more: it says nothing under these choices, and nothing is added.
   *[other] { $count } shows more: they say nothing under these choices, and nothing is added.
}
import-add = Add { shows }
import-did-add = { $count ->
    [one] 1 show added.
   *[other] { $count } shows added.
}
# Why a show is a candidate.
import-why-same-name = same name
import-why-other-year = same name, another year
import-why-beginning = its name is the beginning
import-why-similar = similar name
# What somebody did with a show, in a row.
import-favourite = favourite
import-episodes-of = { $count } of { $of } episodes
import-planned = to be watched
import-on-hold = put aside
import-given-up = given up
import-watching = watching
import-completed = watched to the end
import-last-on = last on { $date }
import-on-watchlist = on a watchlist

## The library

# A decade, by its first year.
library-decade = { $year }s
library-others = Others
library-title = { $who ->
    [you] Your library
   *[name] { $name }’s library
}
library-newest = Newest first
library-oldest = Oldest first
library-by-title = Title
library-by-year = Year
library-by-mark = What you said
library-selected = { $count ->
    [one] 1 show selected
   *[other] { $count } shows selected
}
library-select = Select { $title }
# Many were changed; $mark is one of the marks, of shows that have it.
library-did-change = { shows }: { $mark } now.
# A plot, for those who hear it.
library-plot = { $title }: { $bars }

## The map

map-legend-mine = You like it
map-legend-said = You said something else of it
map-legend-want = You want to watch it
map-legend-next = Recommended to you
map-chosen = { $title } is chosen.

## The trial

trial-column-show = Show
trial-column-model = This model
trial-column-popular = The best known first
trial-result = Of { $count } shows { $model } came back among the first { $list }. Had everybody been given the best-known shows, { $popularity } would have.
# The methods beside this model, as the trainer calls them.
method-this-model = this model
method-popularity = popularity
method-item-cosine = item cosine
method-neighbour-graph = neighbour graph

## Content notes. The one about language is not to be taken for the language that is spoken.

note-drugs = Drugs
note-gore = Gore
note-grim = Grim
note-language = Strong language
note-scary = Scary
note-self-harm = Self harm
note-sex = Sex
note-sexual-violence = Sexual violence
note-violence = Violence

## What could not be read of a file: what it is, after a number and ×; and what follows from it

import-problem = { $count } × { $what }
import-problem-damaged = files that are damaged or cut short
import-advice-damaged = What stands before the damage was read. Download the file again.
import-problem-encrypted = files that need a password
import-advice-encrypted = Unpack the archive with its password and choose the files themselves.
import-problem-compression = files packed in an unusual way
import-advice-compression = Unpack the archive and choose the files themselves.
import-problem-too-big = files that are too large
import-advice-too-big = What fits was read. Split the file, or remove what does not concern series.
import-problem-bomb = files that unpack to far more than they should
import-advice-bomb = The file was not read further. If you trust it, unpack it and choose the files themselves.
import-problem-too-many-files = archives with too many files
import-advice-too-many-files = The other files were not looked at. Unpack the archive and choose the right one.
import-problem-too-many-series = rows beyond the number of series that are kept
import-advice-too-many-series = They were left out. Split the file.
import-problem-too-many-episodes = rows beyond the number of episodes that are told apart
import-advice-too-many-episodes = They count as plays, not as episodes.
import-problem-bad-name = files whose names lead out of the archive
import-advice-bad-name = They were left out. Be careful with this archive.
import-problem-nested-archive = archives inside the archive
import-advice-nested-archive = Unpack the outer archive and choose the inner one.
import-problem-other-content = files with a known name and unknown content
import-advice-other-content = They were left out. The service may have changed its export.
import-problem-long-row = rows that do not end
import-advice-long-row = The row was left out. Look for a quotation mark that is not closed.
import-problem-short-row = rows with too few values
import-advice-short-row = The rows were left out. Was the file edited or cut short?
import-problem-odd-item = items that are not built as expected
import-advice-odd-item = They were left out. The service may have changed its export.
import-problem-no-title = rows without a title
import-advice-no-title = The rows were left out.
import-problem-bad-rating = ratings that are not on their scale
import-advice-bad-rating = The shows are kept without these ratings.
import-problem-bad-date = dates that no calendar has
import-advice-bad-date = The shows are kept without these dates.
import-problem-ambiguous-dates = columns of dates in which days and months cannot be told apart
import-advice-ambiguous-dates = The shows are kept without the days on which they were watched.
import-problem-lone-episode = ratings of episodes that do not name their series
import-advice-lone-episode = They were left out; rate the series itself.
import-problem-not-series = films and other things that are not series
import-advice-not-series = Left out, as they should be.
import-problem-trailer = trailers and previews
import-advice-trailer = Left out, as they should be.
import-problem-glimpse = plays of less than a minute
import-advice-glimpse = Left out, as they should be.

## Keys

# To the search field.
keys-search = Go to the search field
# To the next show.
keys-next = Next show in the list
# To the show before.
keys-before = Show before it
# The keys for the show that has the focus.
keys-on-a-show = On a show of the list
# Whether single keys do anything.
keys-on = Single keys do this
