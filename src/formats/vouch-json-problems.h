/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchJsonProblems:
 *
 * What a reader found wrong in one text, in the order found: each "path: reason".
 */
typedef struct _VouchJsonProblems VouchJsonProblems;

VouchJsonProblems *vouch_json_problems_new (void) G_GNUC_WARN_UNUSED_RESULT;
void vouch_json_problems_free (VouchJsonProblems *self);
void vouch_json_problems_add (VouchJsonProblems *self, const char *path, const char *reason);
void vouch_json_problems_set_lenient (VouchJsonProblems *self, gboolean lenient);
gboolean vouch_json_problems_get_lenient (VouchJsonProblems *self);
GPtrArray *vouch_json_problems_get_list (VouchJsonProblems *self);
gboolean vouch_json_problems_check (VouchJsonProblems *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchJsonProblems, vouch_json_problems_free)

G_END_DECLS
