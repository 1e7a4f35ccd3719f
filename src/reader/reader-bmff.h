/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

/**
 * ReaderBmffVisit:
 * @path: types of the enclosing boxes and of this one, such as `moov/udta/auth`.
 * @offset: where its content begins in the file.
 * @length: how long its content is.
 * @user_data: of the caller.
 *
 * Called for each box that holds no further boxes.
 */
typedef void (*ReaderBmffVisit) (const char *path,
                                 gint64 offset,
                                 gint64 length,
                                 gpointer user_data);

gboolean reader_bmff_walk (ReaderInput *input, ReaderBmffVisit visit, gpointer user_data);
gboolean reader_bmff_has_index (ReaderInput *input);
void reader_bmff_report (ReaderInput *input, VouchFacts *facts);
gboolean reader_bmff_forget_times (ReaderInput *input, int fd);
gboolean reader_bmff_keep_turn (ReaderInput *original, ReaderInput *input, int fd);

G_END_DECLS
