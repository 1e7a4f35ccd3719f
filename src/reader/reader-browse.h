/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"

G_BEGIN_DECLS

int reader_browse (ReaderInput *input, const char *wish);

G_END_DECLS
