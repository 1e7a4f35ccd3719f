/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-derive.h"
#include "reader-type.h"

G_BEGIN_DECLS

int clean_recording (ReaderInput *input,
                     const ReaderType *type,
                     int target_fd,
                     const ReaderRange *range,
                     const char *format,
                     VouchFacts *written,
                     char **problem);

G_END_DECLS
