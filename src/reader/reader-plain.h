/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

char *reader_plain_load (ReaderInput *input) G_GNUC_WARN_UNUSED_RESULT;
void reader_plain_measure (ReaderInput *input, VouchFacts *facts);

G_END_DECLS
