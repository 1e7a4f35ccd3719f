/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-moment"

#include "config.h"
#include "vouch-moment.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchMomentForm,
                         vouch_moment_form,
                         { "moment", VOUCH_MOMENT_FORM_MOMENT },
                         { "region", VOUCH_MOMENT_FORM_REGION },
                         { "text", VOUCH_MOMENT_FORM_TEXT },
                         { "page", VOUCH_MOMENT_FORM_PAGE })

/**
 * VouchMoment:
 *
 * An annotation: a time or range in a recording, a region of an image, a page or passage of a document or text.
 */
struct _VouchMoment {
  GObject parent_instance;

  char *id;
  VouchMomentForm form;
  gint64 start_ms;
  gint64 end_ms;
  double x;
  double y;
  double width;
  double height;
  guint page;
  char *quote;
  char *criterion;
  char *label;
  char *note;
  gint64 created_ms;
};

G_DEFINE_FINAL_TYPE (VouchMoment, vouch_moment, G_TYPE_OBJECT)

static void
vouch_moment_finalize (GObject *object)
{
  VouchMoment *self = VOUCH_MOMENT (object);

  g_free (self->id);
  g_free (self->quote);
  g_free (self->criterion);
  g_free (self->label);
  g_free (self->note);

  G_OBJECT_CLASS (vouch_moment_parent_class)->finalize (object);
}

static void
vouch_moment_class_init (VouchMomentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_moment_finalize;
}

static void
vouch_moment_init (VouchMoment *self)
{
  self->start_ms = -1;
  self->end_ms = -1;
}

/**
 * vouch_moment_new:
 *
 * Returns: (transfer full): an empty moment, to be filled by its setters.
 */
VouchMoment *
vouch_moment_new (void)
{
  return g_object_new (VOUCH_TYPE_MOMENT, NULL);
}

VOUCH_DEFINE_STRING (VouchMoment, vouch_moment, id)
VOUCH_DEFINE_VALUE (VouchMoment, vouch_moment, VouchMomentForm, form)
VOUCH_DEFINE_VALUE (VouchMoment, vouch_moment, gint64, start_ms)
VOUCH_DEFINE_VALUE (VouchMoment, vouch_moment, gint64, end_ms)
VOUCH_DEFINE_VALUE (VouchMoment, vouch_moment, double, x)
VOUCH_DEFINE_VALUE (VouchMoment, vouch_moment, double, y)
VOUCH_DEFINE_VALUE (VouchMoment, vouch_moment, double, width)
VOUCH_DEFINE_VALUE (VouchMoment, vouch_moment, double, height)
VOUCH_DEFINE_VALUE (VouchMoment, vouch_moment, guint, page)
VOUCH_DEFINE_STRING (VouchMoment, vouch_moment, quote)
VOUCH_DEFINE_STRING (VouchMoment, vouch_moment, criterion)
VOUCH_DEFINE_STRING (VouchMoment, vouch_moment, label)
VOUCH_DEFINE_STRING (VouchMoment, vouch_moment, note)
VOUCH_DEFINE_VALUE (VouchMoment, vouch_moment, gint64, created_ms)
