/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-talk.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_HEARING (vouch_hearing_get_type ())
G_DECLARE_FINAL_TYPE (VouchHearing, vouch_hearing, VOUCH, HEARING, GObject)

VouchHearing *
vouch_hearing_get (VouchWorkspace *workspace, const char *sha256) G_GNUC_WARN_UNUSED_RESULT;

GBytes *vouch_hearing_get_peaks (VouchHearing *self);
VouchTalk *vouch_hearing_get_talk (VouchHearing *self);
gint64 vouch_hearing_get_duration (VouchHearing *self);
double vouch_hearing_get_fraction (VouchHearing *self);
const char *vouch_hearing_get_problem (VouchHearing *self);

G_END_DECLS
