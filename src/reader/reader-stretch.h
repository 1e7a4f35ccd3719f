/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-hearing.h"
#include "reader-input.h"

G_BEGIN_DECLS

typedef struct _ReaderStretch ReaderStretch;

ReaderStretch *reader_stretch_open (ReaderInput *input) G_GNUC_WARN_UNUSED_RESULT;
void reader_stretch_free (ReaderStretch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderStretch, reader_stretch_free)

gboolean reader_stretch_uses (ReaderStretch *self, const char *element);
GstClockTime reader_stretch_get_length (ReaderStretch *self);
gboolean reader_stretch_hear (ReaderStretch *self,
                              ReaderHearing *hearing,
                              GstClockTime begin,
                              GstClockTime end);

G_END_DECLS
