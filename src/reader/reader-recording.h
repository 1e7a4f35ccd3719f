/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "reader-type.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

void reader_recording_measure (ReaderInput *input, const ReaderType *type, VouchFacts *facts);

G_END_DECLS
