/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-talk.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_WAVEFORM (vouch_waveform_get_type ())
G_DECLARE_FINAL_TYPE (VouchWaveform, vouch_waveform, VOUCH, WAVEFORM, GtkWidget)

GtkWidget *vouch_waveform_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_waveform_set_peaks (VouchWaveform *self, GBytes *peaks);
void vouch_waveform_set_duration (VouchWaveform *self, gint64 duration_ms);
void vouch_waveform_set_position (VouchWaveform *self, gint64 position_ms);
void vouch_waveform_set_range (VouchWaveform *self, gint64 start_ms, gint64 end_ms);
void vouch_waveform_set_flags (VouchWaveform *self, const gint64 *times_ms, guint n_times);
void vouch_waveform_set_pauses (VouchWaveform *self, const VouchPause *pauses, guint n_pauses);

G_END_DECLS
