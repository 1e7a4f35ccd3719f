/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

void reader_pdf_measure (ReaderInput *input, VouchFacts *facts);

G_END_DECLS
