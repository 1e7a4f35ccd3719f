/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-tus.h"

G_BEGIN_DECLS

/**
 * VouchTusSum:
 *
 * Sums up the pieces of a file, the next one while the present one is sent.
 */
typedef struct _VouchTusSum VouchTusSum;

VouchTusSum *vouch_tus_sum_new (int fd, VouchTusAlgorithm algorithm) G_GNUC_WARN_UNUSED_RESULT;
void vouch_tus_sum_free (VouchTusSum *self);

void vouch_tus_sum_begin (VouchTusSum *self, gint64 offset, gint64 length);
gboolean vouch_tus_sum_take (VouchTusSum *self,
                             gint64 offset,
                             gint64 length,
                             VouchTusChecksum *checksum,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchTusSum, vouch_tus_sum_free)

G_END_DECLS
