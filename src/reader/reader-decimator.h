/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ReaderDecimator ReaderDecimator;

ReaderDecimator *reader_decimator_new (guint rate, guint new_rate) G_GNUC_WARN_UNUSED_RESULT;
void reader_decimator_free (ReaderDecimator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderDecimator, reader_decimator_free)

guint reader_decimator_get_rate (ReaderDecimator *self);
void reader_decimator_add (ReaderDecimator *self, const float *samples, gsize n, GArray *made);

G_END_DECLS
