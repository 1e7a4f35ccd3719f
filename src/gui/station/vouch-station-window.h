/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

/**
 * VouchStationTask:
 * @portfolio: id of the portfolio.
 * @requirement: id of the question.
 * @question: the question.
 * @language: (nullable): what it is written in.
 * @student: key of who answers.
 * @microphone: (nullable): id of the device; %NULL for the computer's choice.
 * @limit_ms: how long an answer may be.
 * @can_read_aloud: whether this computer can.
 *
 * What a student is asked.
 */
typedef struct {
  const char *portfolio;
  const char *requirement;
  const char *question;
  const char *language;
  const char *student;
  const char *microphone;
  gint64 limit_ms;
  gboolean can_read_aloud;
} VouchStationTask;

#define VOUCH_TYPE_STATION_WINDOW (vouch_station_window_get_type ())
G_DECLARE_FINAL_TYPE (VouchStationWindow, vouch_station_window, VOUCH, STATION_WINDOW, GtkWindow)

GtkWidget *vouch_station_window_new (GtkWindow *teacher,
                                     VouchWorkspace *workspace,
                                     const VouchStationTask *task) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
