/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-help"

#include "config.h"
#include "vouch-help.h"

#include "vouch-accessors.h"

/**
 * VouchHelp:
 *
 * Help that the earner had and discloses.
 */
struct _VouchHelp {
  GObject parent_instance;

  char *by;
  char **actions;
  char *note;
};

G_DEFINE_FINAL_TYPE (VouchHelp, vouch_help, G_TYPE_OBJECT)

static void
vouch_help_finalize (GObject *object)
{
  VouchHelp *self = VOUCH_HELP (object);

  g_free (self->by);
  g_strfreev (self->actions);
  g_free (self->note);

  G_OBJECT_CLASS (vouch_help_parent_class)->finalize (object);
}

static void
vouch_help_class_init (VouchHelpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_help_finalize;
}

static void
vouch_help_init (VouchHelp *self)
{
}

/**
 * vouch_help_new:
 *
 * Returns: (transfer full): an empty help, to be filled by its setters.
 */
VouchHelp *
vouch_help_new (void)
{
  return g_object_new (VOUCH_TYPE_HELP, NULL);
}

VOUCH_DEFINE_STRING (VouchHelp, vouch_help, by)
VOUCH_DEFINE_STRV (VouchHelp, vouch_help, actions)
VOUCH_DEFINE_STRING (VouchHelp, vouch_help, note)
