/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-ear.h"
#include "reader-input.h"

G_BEGIN_DECLS

/**
 * ReaderRelayFunc:
 * @ear: what heard some of the recording as it is.
 * @first_ms: from where on in the ear's time it is new.
 * @last_ms: up to where, or %G_MAXUINT for all there is.
 * @few: (array length=n_few): the same for a voice detector.
 * @n_few: how many.
 * @data: the caller's data.
 *
 * Takes the next sound of a recording, on the calling thread.
 */
typedef void (*ReaderRelayFunc) (ReaderEar *ear,
                                 guint first_ms,
                                 guint last_ms,
                                 const gint16 *few,
                                 gsize n_few,
                                 gpointer data);

typedef struct _ReaderRelay ReaderRelay;

ReaderRelay *reader_relay_new (ReaderInput *input) G_GNUC_WARN_UNUSED_RESULT;
void reader_relay_free (ReaderRelay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderRelay, reader_relay_free)

guint reader_relay_get_length_ms (ReaderRelay *self);
gboolean reader_relay_run (ReaderRelay *self, ReaderRelayFunc func, gpointer data);

G_END_DECLS
