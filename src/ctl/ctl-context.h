/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-workspace.h"

#include "ctl-json.h"

G_BEGIN_DECLS

/**
 * CtlAccess:
 * @CTL_ACCESS_NONE: no library.
 * @CTL_ACCESS_READ: to read, beside whoever writes.
 * @CTL_ACCESS_WRITE: to write; waits five seconds for whoever writes.
 * @CTL_ACCESS_CREATE: to write; makes the library when there is none.
 * @CTL_ACCESS_EITHER: to write when nobody else does, else to read.
 *
 * How a command opens the library.
 */
typedef enum {
  CTL_ACCESS_NONE,
  CTL_ACCESS_READ,
  CTL_ACCESS_WRITE,
  CTL_ACCESS_CREATE,
  CTL_ACCESS_EITHER,
} CtlAccess;

/**
 * CtlContext:
 *
 * One run of vouchctl: what was asked for on the command line, and the open library.
 */
typedef struct _CtlContext CtlContext;

CtlContext *ctl_context_new (void) G_GNUC_WARN_UNUSED_RESULT;
void ctl_context_free (CtlContext *self);

void ctl_context_add_option (CtlContext *self, const char *name, const char *value);
const char *ctl_context_get (CtlContext *self, const char *name);
const char *const *ctl_context_get_all (CtlContext *self, const char *name);
gboolean ctl_context_has (CtlContext *self, const char *name);
gboolean ctl_context_wants_json (CtlContext *self);

gboolean ctl_context_open (CtlContext *self, CtlAccess access, GError **error);
VouchWorkspace *ctl_context_get_workspace (CtlContext *self);

void ctl_context_print (CtlContext *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void ctl_context_print_row (CtlContext *self, const char *first, ...) G_GNUC_NULL_TERMINATED;
void ctl_context_print_id (CtlContext *self, const char *id);
void ctl_context_print_json (CtlContext *self, CtlJson *json);
void ctl_context_print_bytes (CtlContext *self, GBytes *bytes);
void ctl_context_print_done (CtlContext *self, const char *id);
void ctl_context_say (CtlContext *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean ctl_context_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlContext, ctl_context_free)

G_END_DECLS
