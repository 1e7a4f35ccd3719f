/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"

G_BEGIN_DECLS

int reader_encode_picture (ReaderInput *input, const char *const *words, char **problem);
int reader_encode_sound (ReaderInput *input, const char *const *words, char **problem);
int reader_encode_join (const char *const *words, char **problem);
int reader_encode_list (void);
gint64 reader_encode_largest (const char *const *words);

G_END_DECLS
