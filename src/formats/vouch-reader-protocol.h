/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * How the inspect layer and the program vouch-reader talk.
 *
 *   vouch-reader facts [--name NAME]                     file on VOUCH_READER_SOURCE_FD
 *   vouch-reader derive --clean [--start MS --end MS] [--as FORMAT]
 *                                                        copy goes to VOUCH_READER_TARGET_FD
 *   vouch-reader encode picture ENCODING MARK-MS MARK    parts go to VOUCH_READER_TARGET_FD
 *   vouch-reader encode sound ENCODING                   the same
 *   vouch-reader encode join ENCODING                    parts on VOUCH_READER_SOURCE_FD and after the
 *                                                        target; copy goes to VOUCH_READER_TARGET_FD
 *   vouch-reader encode list
 *   vouch-reader render WISH...                          files on VOUCH_READER_SOURCE_FD and the
 *                                                        descriptors after it, one for each wish
 *   vouch-reader play WIDTH,HEIGHT,START,SPEED           sound goes to VOUCH_READER_TARGET_FD, if open
 *   vouch-reader browse WIDTH,HEIGHT                     wishes on VOUCH_READER_WISHES_FD, pixels go
 *                                                        to the memory VOUCH_READER_TARGET_FD
 *   vouch-reader listen                                  a recording on VOUCH_READER_SOURCE_FD
 *   vouch-reader sound [--silent]                        samples on VOUCH_READER_SOURCE_FD
 *   vouch-reader --version
 *
 * `facts` prints one JSON object as vouch-facts-json.h describes it. `derive` prints facts, too.
 * When it succeeds, only the ends of sound and picture count, which are where those of the copy have to be
 * found; otherwise only the problem does, and the exit code says what the caller can do. Any other end of the program means that the file brought it down.
 *
 * `encode` takes a word of vouch-encoding.h. It prints lines, `at MILLISECONDS` and, where the work on a
 * picture can be taken up again, `mark NUMBER BYTES`; at a bad end, facts as `derive` does. `encode list`
 * prints `picture FORMAT` and `sound FORMAT` for what this computer can write.
 *
 * A wish of `render` is six numbers with commas between them, the members of VouchGlanceWish in their
 * order. It prints a record of vouch-glance-wire.h for each file, in order, as soon as it is made; a
 * file that cannot be shown gives a record with a sentence. `play` prints such records, too, whose
 * length is the time of the frame; SPEED is in percent, and the sound keeps its pitch. `browse` prints
 * only the heads of such records, one for each VouchReaderBrowse that it reads. `listen` prints parts of
 * vouch-sound-map-wire.h. `sound` is another process, outside the sandbox of files: it gets nothing but
 * samples of 16 bits, two channels, VOUCH_READER_RATE a second.
 */
enum {
  VOUCH_READER_SOURCE_FD = 3,
  VOUCH_READER_TARGET_FD = 4,
  VOUCH_READER_WISHES_FD = 5,
};

enum {
  VOUCH_READER_EXIT_DONE = 0,
  VOUCH_READER_EXIT_USAGE = 2,
  VOUCH_READER_EXIT_NOT_POSSIBLE = 3,
  VOUCH_READER_EXIT_DAMAGED = 4,
  VOUCH_READER_EXIT_NO_SPACE = 5,
  VOUCH_READER_EXIT_NO_SANDBOX = 6,
  VOUCH_READER_EXIT_NO_SOUND = 7,
  VOUCH_READER_EXIT_STALLED = 70,
};

/** VOUCH_READER_VERSION: changes whenever the same bytes could yield other facts. */
#define VOUCH_READER_VERSION "vouch-reader/2"

/**
 * VouchReaderBrowse:
 * @time_ms: the moment whose frame is to be shown; little endian, as is @step.
 * @step: 1 for the frame after the one shown last, -1 for the one before it; 0 for that of @time_ms.
 *
 * What `browse` is asked for.
 */
typedef struct {
  gint64 time_ms;
  gint64 step;
} VouchReaderBrowse;

/** VOUCH_READER_MAX_MS: the latest moment of a recording, some eleven days. */
#define VOUCH_READER_MAX_MS (G_GINT64_CONSTANT (1000) * 1000 * 1000)

/** VOUCH_READER_MIN_SPEED: how slowly a recording is played, in percent. */
#define VOUCH_READER_MIN_SPEED 50

/** VOUCH_READER_MAX_SPEED: how fast. */
#define VOUCH_READER_MAX_SPEED 200

/** VOUCH_READER_RATE: samples of sound a second, for each ear. */
#define VOUCH_READER_RATE 48000

/** VOUCH_READER_MAX_FILES: how many files one `render` may be given. */
#define VOUCH_READER_MAX_FILES 16

#define VOUCH_READER_MAX_OUTPUT (24 * 1024 * 1024)
