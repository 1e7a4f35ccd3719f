/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "reader-type.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

/** READER_NEUTRAL_AUTHOR: who wrote a comment or a change in a clean copy. */
#define READER_NEUTRAL_AUTHOR "Author"

ReaderType reader_office_type (GBytes *archive);
void reader_office_measure (ReaderInput *input, VouchFacts *facts);

G_END_DECLS
