# SPDX-License-Identifier: GPL-3.0-or-later
"""The lessons that evaluate-pauses.py speaks: who says what in them, how fast, with which gaps, and what is heard beside.

CHOOSING is what the numbers of src/rules/vouch-pauses.c are chosen by. By HELD_OUT nothing was chosen, but its results have
been looked at, and led to other rules; FRESH was written down before those rules were, and heard by them once.
"""

SHORT = [0.4, 0.6, 0.9, 1.3, 1.8, 2.4]
LONG = [3.6, 4.0, 4.7, 5.5, 7.0]
QUESTIONS = [
    "What do you notice about the two plants on the table?",
    "Why do you think the first one grew towards the window?",
    "Can anybody say it in another way?",
    "What would happen if we turned the pot around?",
    "How could we find out?",
    "Which of these do we have to keep the same?",
    "Who would like to add something to that?",
    "What is the difference between a guess and a prediction?",
]
ANSWERS = [
    "One is taller, and the leaves are darker.",
    "Because it wants the light.",
    "It grows where the sun comes from.",
    "Maybe it would bend back again, but slowly.",
    "We could measure it every day and write it down.",
    "The water and the soil.",
    "No.",
    "I think a prediction has a reason.",
]
BABBLE = [
    "Then we went down to the river and there was a boat with nobody in it at all.",
    "You have to carry the one and then subtract it from the column on the left.",
    "My brother said that it will rain until the end of the week, so we stayed inside.",
    "The bus was late again and the driver did not say a single word to anybody.",
]


class Lesson:
    """Who says what in it, how fast, with which gaps, what the room is like, and how far up the microphone is turned."""

    def __init__(self, teacher, pupils, seed, questions, answers, **other):
        self.teacher, self.pupils, self.seed, self.questions, self.answers = teacher, pupils, seed, questions, answers
        self.speed, self.short, self.long = 150, SHORT, LONG
        self.noise, self.noise_seed, self.others, self.room_seed, self.room = "pink", 7, BABBLE, 3, 0.6
        self.gain = 1.0
        self.voices = ["en-gb+m1", "en-gb+f1", "en-us+m2", "en-gb+f3", "en-us+m4", "en-gb+f4"]
        self.__dict__.update(other)


CHOOSING = [
    Lesson("en-gb+m3", ["en-gb+f2", "en-gb+f4", "en-us+m1"], 1, QUESTIONS, ANSWERS),
    Lesson("en-us+f3", ["en-gb+m5", "en-gb+f1", "en-gb+f5"], 2, QUESTIONS, ANSWERS),
    Lesson("fr-fr+m2", ["fr-fr+f2", "fr-fr+m5", "fr-be+f4"], 3,
           ["Que voyez-vous sur cette carte?", "Pourquoi la ville est-elle au bord du fleuve?", "Qui peut le dire autrement?",
            "Comment pourrait-on le savoir?", "Qu'est-ce qui manque ici?"],
           ["Une rivière et un pont.", "Pour les bateaux.", "Parce qu'on a besoin d'eau.", "On peut mesurer avec une ficelle.", "Oui.",
            "Il n'y a pas de montagnes."],
           speed=170, noise="white", noise_seed=8, room_seed=4, room=0.8, gain=0.5,
           voices=["fr-fr+m1", "fr-fr+f3"],
           others=["Hier nous avons joué dans la cour et le ballon est tombé de l'autre côté du mur.",
                   "Il faut poser la retenue. Ensuite on additionne les dizaines.", "Ma soeur a perdu sa dent."]),
    Lesson("nl+f2", ["nl+m1", "nl+f4", "nl+m4"], 4,
           ["Wat valt je op aan deze rij getallen?", "Hoe ben je daar gekomen?", "Wie heeft het anders gedaan?",
            "Wat gebeurt er als we er nog een bij doen?"],
           ["Er komt steeds drie bij.", "Ik heb geteld.", "Van achter naar voren.", "Dan worden het er twintig, denk ik.", "Nee."],
           speed=135, noise="brown", noise_seed=9, room_seed=5, room=0.5, gain=1.6,
           voices=["nl+m2", "nl+f1", "nl+m3", "nl+f3"],
           others=["Gisteren zijn we met de fiets naar de dijk gegaan.", "Je moet eerst het hele stuk lezen en dan pas antwoorden.",
                   "Het regende zo hard dat we niet naar buiten mochten."]),
    Lesson("it+m4", ["it+f1", "it+m3", "it+f5"], 5,
           ["Che cosa succede al ghiaccio?", "Perché secondo voi?", "Chi la pensa diversamente?", "Come possiamo provarlo?"],
           ["Si scioglie.", "Perché fuori fa più caldo.", "Diventa acqua, e dopo un po' sparisce.", "Con il termometro.", "No."],
           speed=155, noise="pink", noise_seed=10, room_seed=6, room=1.1,
           voices=["it+m1", "it+f2", "it+m2", "it+f3", "it+m5", "it+f4", "it+m6", "it+m7", "it+f2"],
           others=["Domani portiamo i colori e la carta grande.", "Mio zio ha una barca e d'estate andiamo a pescare con lui."]),
    Lesson("sv+f3", ["sv+m2", "sv+f1", "sv+m5"], 6,
           ["Vad ser ni på bilden?", "Varför tror ni det?", "Kan någon säga det med andra ord?", "Hur kan vi ta reda på det?"],
           ["Ett hus och en hund.", "För att det är vinter.", "Hunden väntar på någon.", "Vi kan fråga.", "Ja."],
           speed=145, noise="pink", noise_seed=12, room_seed=8, room=0.3,
           voices=["sv+m1", "sv+f2", "sv+m3"],
           others=["I går var vi vid sjön och fiskade hela dagen.", "Räkna först ut hur många det är i varje hög.",
                   "Sedan kom bussen, och alla sprang."]),
]
OTHER_SHORT, OTHER_LONG = [0.32, 0.5, 0.75, 1.1, 1.6, 2.1], [3.55, 3.8, 4.3, 5.1, 6.2, 9.0, 12.0]
HELD_OUT = [
    Lesson("de+f5", ["de+m2", "de+f1", "de+m6"], 11,
           ["Was fällt euch an diesen beiden Zahlen auf?", "Warum ist das so?", "Kann das jemand anders erklären?",
            "Und wenn wir sie vertauschen, was passiert dann?", "Wie könnten wir das prüfen?", "Wer hat eine Vermutung?"],
           ["Die eine ist doppelt so groß.", "Weil man zweimal dasselbe nimmt.", "Nein.", "Das Ergebnis bleibt gleich.",
            "Mit Plättchen auf dem Tisch.", "Ich glaube, bei Minus geht das nicht."],
           speed=120, short=OTHER_SHORT, long=OTHER_LONG, noise="brown", noise_seed=21, room_seed=31, room=0.9,
           voices=["de+m1", "de+f2", "de+m3", "de+f3", "de+m4", "de+f4"],
           others=["Dann sind wir mit dem Zug bis ans Meer gefahren und haben den ganzen Tag Muscheln gesucht.",
                   "Meine Oma hat gesagt, dass der Kuchen erst morgen gegessen werden darf."]),
    Lesson("es+m1", ["es+f3", "es+m7", "es-419+f2"], 12,
           ["¿Qué ven en esta fotografía?", "¿Por qué creen que está sola?", "¿Quién puede decirlo de otra manera?",
            "¿Qué pasaría si lloviera?", "¿Cómo lo podemos saber?", "¿Alguien quiere añadir algo?"],
           ["Una niña y un perro.", "Porque espera a su madre.", "Se iría a casa.", "Sí.", "Podemos preguntarle a la gente.",
            "Yo pienso que no está triste, está pensando."],
           speed=185, short=OTHER_SHORT, long=OTHER_LONG, noise="white", noise_seed=22, room_seed=32, room=0.4,
           voices=["es+m2", "es+f1", "es-419+m3", "es+f4", "es-419+m4", "es+f5"],
           others=["Ayer fuimos al mercado y compramos naranjas, pan, queso y un sombrero para mi abuelo.",
                   "La maestra dijo que mañana traemos las tijeras y el papel de colores."]),
    Lesson("en-gb-scotland+f2", ["en-029+m3", "en-us+f1", "en-gb-x-rp+m4"], 13,
           ["Read the first line to yourselves. What kind of person is speaking?", "Which word made you think so?",
            "Is there anyone who sees it differently?", "What is not said here?", "Why might the poet have left that out?"],
           ["Somebody old.", "The word remember.", "I thought it was a child, because of the last line.", "We never learn who left.",
            "So that we have to think about it ourselves."],
           speed=165, short=OTHER_SHORT, long=OTHER_LONG, noise="pink", noise_seed=23, room_seed=33, room=0.6,
           voices=["en-029+m1", "en-gb-scotland+f1", "en-us+m3", "en-029+f3", "en-us+m7", "en-gb-x-rp+f4"]),
]

FRESH_SHORT, FRESH_LONG = [0.35, 0.55, 0.8, 1.2, 1.7, 2.3], [3.6, 3.9, 4.5, 5.3, 6.6, 8.0, 10.0]
FRESH = [
    Lesson("pt-br+f1", ["pt-br+m3", "pt-br+f4", "pt+m5"], 101,
           ["O que vocês percebem nestas duas folhas?", "Por que uma é mais clara?", "Quem pensa de outro jeito?",
            "O que aconteceria no escuro?", "Como podemos descobrir?"],
           ["Uma tem mais furos.", "Porque ficou na sombra.", "Acho que ela morreria depois de uma semana.", "Não.",
            "A gente podia guardar uma na gaveta."],
           speed=160, short=FRESH_SHORT, long=FRESH_LONG, noise="pink", noise_seed=41, room_seed=51, room=0.7, gain=0.6,
           voices=["pt-br+m1", "pt-br+f2", "pt+m4", "pt+f3", "pt-br+m6"],
           others=["Ontem a gente foi na casa da minha avó e comeu bolo de fubá.", "Primeiro vocês copiam, depois fazem a conta.",
                   "O ônibus quebrou no meio do caminho."]),
    Lesson("pl+m5", ["pl+f2", "pl+m1", "pl+f5"], 102,
           ["Co widzicie na tym wykresie?", "Dlaczego rośnie?", "Kto widzi to inaczej?", "Skąd to wiemy?",
            "Co by było, gdybyśmy zaczęli od zera?"],
           ["Linia idzie do góry.", "Bo jest coraz cieplej.", "Nie.", "Najpierw rośnie, a potem prawie się nie zmienia.",
            "Wtedy wyglądałoby to zupełnie inaczej."],
           speed=130, short=FRESH_SHORT, long=FRESH_LONG, noise="brown", noise_seed=42, room_seed=52, room=0.5, gain=1.5,
           voices=["pl+m2", "pl+f1", "pl+m3"],
           others=["Wczoraj byliśmy w lesie i zbieraliśmy grzyby aż do wieczora.", "Mój brat nauczył się pływać.",
                   "Otwórzcie podręczniki na stronie czterdziestej drugiej."]),
    Lesson("en-us-nyc+m1", ["en-gb-x-gbclan+f3", "en-us+f5", "en-gb-x-gbcwmd+m2"], 103,
           ["Tell your neighbour what the graph says.", "Is that a fair test?", "What did you change, and what stayed the same?",
            "Does anybody want to challenge that?", "So what would convince you?"],
           ["It says that salt makes it boil later.", "Not really.", "We changed the cup by mistake.", "Yes.",
            "If three other groups found the same thing."],
           speed=190, short=FRESH_SHORT, long=FRESH_LONG, noise="white", noise_seed=43, room_seed=53, room=0.35,
           voices=["en-gb-x-gbclan+m4", "en-us+f2", "en-us-nyc+m6", "en-gb-x-gbcwmd+f1", "en-us+m8", "en-gb-x-gbclan+f4", "en-us+m3",
                   "en-us+f1"]),
    Lesson("ca+f4", ["ca+m4", "ca+f1", "ca+m7"], 104,
           ["Què veieu en aquest mapa?", "Per què creieu que hi ha tants camins?", "Algú ho diria d'una altra manera?",
            "Com ho podríem comprovar?"],
           ["Un poble i un riu.", "Perquè hi passava molta gent.", "Sí.", "Preguntant als avis, que se'n recorden.",
            "Jo penso que abans hi havia un mercat."],
           speed=145, short=FRESH_SHORT, long=FRESH_LONG, noise="pink", noise_seed=44, room_seed=54, room=1.0,
           voices=["ca+m1", "ca+f2"],
           others=["Demà anirem a la platja si fa bon temps.", "Primer heu de llegir tot l'enunciat i després fer el dibuix.",
                   "El meu cosí té un gos molt gros que borda a la nit."]),
]
