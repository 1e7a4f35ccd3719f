/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-helper-process.h"

G_BEGIN_DECLS

gboolean vouch_reader_run (const char *helper,
                           VouchHelperRun *run,
                           const char *const *arguments,
                           GCancellable *cancellable,
                           GError **error);
const char *vouch_reader_run_explain (const VouchHelperRun *run);
gboolean vouch_reader_run_refused (const VouchHelperRun *run, GError **error);
void vouch_reader_run_set_error (const VouchHelperRun *run, GError **error);

G_END_DECLS
