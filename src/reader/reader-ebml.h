/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

void reader_ebml_report (ReaderInput *input, VouchFacts *facts);
gboolean reader_ebml_forget_times (ReaderInput *input, int fd);

G_END_DECLS
