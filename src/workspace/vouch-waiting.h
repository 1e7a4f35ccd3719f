/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchWaiting:
 *
 * The time in which a use case waits for another computer.
 */
typedef struct _VouchWaiting VouchWaiting;

VouchWaiting *vouch_waiting_begin (VouchWorkspace *workspace);
void vouch_waiting_end (VouchWaiting *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchWaiting, vouch_waiting_end)

G_END_DECLS
