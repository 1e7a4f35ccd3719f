/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-day.h"
#include "vouch-document.h"
#include "vouch-workspace.h"

G_BEGIN_DECLS

VouchDocument *vouch_people_paper_letter (VouchWorkspace *workspace,
                                          const char *class_id,
                                          VouchDay reply_by,
                                          GCancellable *cancellable,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchDocument *vouch_people_paper_list (VouchWorkspace *workspace,
                                        const char *class_id,
                                        gboolean with_names,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
