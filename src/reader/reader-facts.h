/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

VouchFacts *
reader_facts_measure (ReaderInput *input, const char *file_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
