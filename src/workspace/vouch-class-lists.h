/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-ledger-keeper.h"

G_BEGIN_DECLS

/**
 * VouchNewClass:
 * @name: what the teacher calls the class.
 * @year: (nullable): the school year.
 * @names: the real names.
 * @prefix: what their keys begin with; %NULL has a letter chosen.
 *
 * A class to be added.
 */
typedef struct {
  const char *name;
  const char *year;
  const char *const *names;
  const char *prefix;
} VouchNewClass;

char *vouch_class_lists_add (VouchWorkspace *workspace,
                             const VouchNewClass *what,
                             char **recovery_code,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_class_lists_add_students (VouchWorkspace *workspace,
                                         const char *class_id,
                                         const char *const *names,
                                         GCancellable *cancellable,
                                         GError **error);
gboolean vouch_class_lists_remove (VouchWorkspace *workspace,
                                   const char *class_id,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean vouch_class_lists_put_back (VouchWorkspace *workspace,
                                     VouchClassList *list,
                                     GCancellable *cancellable,
                                     GError **error);
char *vouch_class_lists_import (VouchWorkspace *workspace,
                                VouchClassList *list,
                                char **recovery_code,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_class_lists_rename (VouchWorkspace *workspace,
                                   const char *class_id,
                                   const char *name,
                                   const char *year,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean vouch_class_lists_set_name (VouchWorkspace *workspace,
                                     const char *key,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean vouch_class_lists_dismiss (VouchWorkspace *workspace,
                                    const char *digest,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean vouch_class_lists_take_back (VouchWorkspace *workspace,
                                      const char *digest,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
