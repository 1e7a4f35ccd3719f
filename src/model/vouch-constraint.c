/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-constraint"

#include "config.h"
#include "vouch-constraint.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchConstraintKind,
                         vouch_constraint_kind,
                         { "fileFormat", VOUCH_CONSTRAINT_KIND_FILE_FORMAT },
                         { "fileSize", VOUCH_CONSTRAINT_KIND_FILE_SIZE },
                         { "links", VOUCH_CONSTRAINT_KIND_LINKS },
                         { "duration", VOUCH_CONSTRAINT_KIND_DURATION },
                         { "words", VOUCH_CONSTRAINT_KIND_WORDS },
                         { "characters", VOUCH_CONSTRAINT_KIND_CHARACTERS },
                         { "pages", VOUCH_CONSTRAINT_KIND_PAGES },
                         { "pageFormat", VOUCH_CONSTRAINT_KIND_PAGE_FORMAT },
                         { "continuity", VOUCH_CONSTRAINT_KIND_CONTINUITY },
                         { "audio", VOUCH_CONSTRAINT_KIND_AUDIO },
                         { "picture", VOUCH_CONSTRAINT_KIND_PICTURE },
                         { "onScreen", VOUCH_CONSTRAINT_KIND_ON_SCREEN },
                         { "participants", VOUCH_CONSTRAINT_KIND_PARTICIPANTS },
                         { "transcript", VOUCH_CONSTRAINT_KIND_TRANSCRIPT },
                         { "dateWindow", VOUCH_CONSTRAINT_KIND_DATE_WINDOW },
                         { "elapsed", VOUCH_CONSTRAINT_KIND_ELAPSED },
                         { "sequence", VOUCH_CONSTRAINT_KIND_SEQUENCE },
                         { "distinct", VOUCH_CONSTRAINT_KIND_DISTINCT },
                         { "same", VOUCH_CONSTRAINT_KIND_SAME },
                         { "spread", VOUCH_CONSTRAINT_KIND_SPREAD },
                         { "prePost", VOUCH_CONSTRAINT_KIND_PRE_POST },
                         { "cites", VOUCH_CONSTRAINT_KIND_CITES },
                         { "annotation", VOUCH_CONSTRAINT_KIND_ANNOTATION },
                         { "criterionCoverage", VOUCH_CONSTRAINT_KIND_CRITERION_COVERAGE },
                         { "template", VOUCH_CONSTRAINT_KIND_TEMPLATE },
                         { "consent", VOUCH_CONSTRAINT_KIND_CONSENT },
                         { "deidentification", VOUCH_CONSTRAINT_KIND_DEIDENTIFICATION },
                         { "originality", VOUCH_CONSTRAINT_KIND_ORIGINALITY },
                         { "manual", VOUCH_CONSTRAINT_KIND_MANUAL },
                         { "extension", VOUCH_CONSTRAINT_KIND_EXTENSION },
                         { "quantity", VOUCH_CONSTRAINT_KIND_QUANTITY },
                         { "choice", VOUCH_CONSTRAINT_KIND_CHOICE },
                         { "readable", VOUCH_CONSTRAINT_KIND_READABLE },
                         { "notEmpty", VOUCH_CONSTRAINT_KIND_NOT_EMPTY },
                         { "unchanged", VOUCH_CONSTRAINT_KIND_UNCHANGED })

VOUCH_DEFINE_ENUM_NAMES (VouchSeverity,
                         vouch_severity,
                         { "required", VOUCH_SEVERITY_REQUIRED },
                         { "advised", VOUCH_SEVERITY_ADVISED })

VOUCH_DEFINE_ENUM_NAMES (VouchScope,
                         vouch_scope,
                         { "each", VOUCH_SCOPE_EACH },
                         { "total", VOUCH_SCOPE_TOTAL })

/**
 * VouchConstraint:
 *
 * One checkable condition on a requirement. Its parameters keep the names of the definition
 * format: what they mean for each kind is written down there, once.
 */
struct _VouchConstraint {
  GObject parent_instance;

  VouchConstraintKind kind;
  char *kind_name;
  VouchSeverity severity;
  char *note;
  VouchMediaSet media;
  GHashTable *parameters; /* name → GVariant */
  GHashTable *lists;      /* name → char ** */
};

G_DEFINE_FINAL_TYPE (VouchConstraint, vouch_constraint, G_TYPE_OBJECT)

static void
vouch_constraint_finalize (GObject *object)
{
  VouchConstraint *self = VOUCH_CONSTRAINT (object);

  g_free (self->kind_name);
  g_free (self->note);
  g_hash_table_unref (self->parameters);
  g_hash_table_unref (self->lists);

  G_OBJECT_CLASS (vouch_constraint_parent_class)->finalize (object);
}

static void
vouch_constraint_class_init (VouchConstraintClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_constraint_finalize;
}

static void
vouch_constraint_init (VouchConstraint *self)
{
  self->parameters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  self->lists =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
}

/**
 * vouch_constraint_new:
 *
 * Returns: (transfer full): an empty constraint, to be filled by its setters.
 */
VouchConstraint *
vouch_constraint_new (void)
{
  return g_object_new (VOUCH_TYPE_CONSTRAINT, NULL);
}

VOUCH_DEFINE_VALUE (VouchConstraint, vouch_constraint, VouchConstraintKind, kind)
VOUCH_DEFINE_VALUE (VouchConstraint, vouch_constraint, VouchSeverity, severity)
VOUCH_DEFINE_STRING (VouchConstraint, vouch_constraint, note)
VOUCH_DEFINE_VALUE (VouchConstraint, vouch_constraint, VouchMediaSet, media)

/**
 * vouch_constraint_set_kind_name:
 * @self: a constraint.
 * @kind_name: the kind as the definition spells it.
 *
 * Sets the kind by its name; a name that begins with `x-` is an extension.
 */
void
vouch_constraint_set_kind_name (VouchConstraint *self, const char *kind_name)
{
  g_return_if_fail (VOUCH_IS_CONSTRAINT (self));

  g_free (self->kind_name);
  self->kind_name = g_strdup (kind_name);
  if (!vouch_constraint_kind_from_string (kind_name, &self->kind))
    self->kind = VOUCH_CONSTRAINT_KIND_EXTENSION;
}

/**
 * vouch_constraint_get_kind_name:
 * @self: a constraint.
 *
 * Returns: (transfer none): the kind as the definition spells it.
 */
const char *
vouch_constraint_get_kind_name (VouchConstraint *self)
{
  g_return_val_if_fail (VOUCH_IS_CONSTRAINT (self), NULL);

  return self->kind_name;
}

static void
vouch_constraint_take_parameter (VouchConstraint *self, const char *name, GVariant *value)
{
  g_hash_table_insert (self->parameters, g_strdup (name), g_variant_ref_sink (value));
}

static GVariant *
vouch_constraint_parameter (VouchConstraint *self, const char *name, const GVariantType *type)
{
  GVariant *value = g_hash_table_lookup (self->parameters, name);

  return value != NULL && g_variant_is_of_type (value, type) ? value : NULL;
}

/**
 * vouch_constraint_set_number:
 * @self: a constraint.
 * @name: the parameter's name; a flag is 0 or 1.
 * @value: its value.
 *
 * Sets a parameter that is a number or a flag.
 */
void
vouch_constraint_set_number (VouchConstraint *self, const char *name, double value)
{
  g_return_if_fail (VOUCH_IS_CONSTRAINT (self));

  vouch_constraint_take_parameter (self, name, g_variant_new_double (value));
}

/**
 * vouch_constraint_set_text:
 * @self: a constraint.
 * @name: the parameter's name.
 * @value: its value.
 *
 * Sets a parameter that is a text.
 */
void
vouch_constraint_set_text (VouchConstraint *self, const char *name, const char *value)
{
  g_return_if_fail (VOUCH_IS_CONSTRAINT (self));

  vouch_constraint_take_parameter (self, name, g_variant_new_string (value));
}

/**
 * vouch_constraint_set_list:
 * @self: a constraint.
 * @name: the parameter's name.
 * @value: its values.
 *
 * Sets a parameter that is a list of texts.
 */
void
vouch_constraint_set_list (VouchConstraint *self, const char *name, const char *const *value)
{
  g_return_if_fail (VOUCH_IS_CONSTRAINT (self));

  g_hash_table_insert (self->lists, g_strdup (name), g_strdupv ((char **) value));
}

/**
 * vouch_constraint_has:
 * @self: a constraint.
 * @name: a parameter's name.
 *
 * Returns: whether the definition gives this parameter.
 */
gboolean
vouch_constraint_has (VouchConstraint *self, const char *name)
{
  g_return_val_if_fail (VOUCH_IS_CONSTRAINT (self), FALSE);

  return g_hash_table_contains (self->parameters, name) ||
         g_hash_table_contains (self->lists, name);
}

/**
 * vouch_constraint_get_number:
 * @self: a constraint.
 * @name: a parameter's name.
 * @value: (out) (optional): its value; untouched when it is absent.
 *
 * Returns: whether the definition gives this parameter.
 */
gboolean
vouch_constraint_get_number (VouchConstraint *self, const char *name, double *value)
{
  GVariant *parameter;

  g_return_val_if_fail (VOUCH_IS_CONSTRAINT (self), FALSE);

  parameter = vouch_constraint_parameter (self, name, G_VARIANT_TYPE_DOUBLE);
  if (parameter != NULL && value != NULL)
    *value = g_variant_get_double (parameter);
  return parameter != NULL;
}

/**
 * vouch_constraint_get_flag:
 * @self: a constraint.
 * @name: a parameter's name.
 * @fallback: what holds when the definition does not say.
 *
 * Returns: the flag.
 */
gboolean
vouch_constraint_get_flag (VouchConstraint *self, const char *name, gboolean fallback)
{
  double value;

  return vouch_constraint_get_number (self, name, &value) ? value != 0 : fallback;
}

/**
 * vouch_constraint_get_text:
 * @self: a constraint.
 * @name: a parameter's name.
 *
 * Returns: (nullable) (transfer none): its value, or %NULL when it is absent.
 */
const char *
vouch_constraint_get_text (VouchConstraint *self, const char *name)
{
  GVariant *parameter;

  g_return_val_if_fail (VOUCH_IS_CONSTRAINT (self), NULL);

  parameter = vouch_constraint_parameter (self, name, G_VARIANT_TYPE_STRING);
  return parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL;
}

/**
 * vouch_constraint_get_list:
 * @self: a constraint.
 * @name: a parameter's name.
 *
 * Returns: (transfer none): its values; an empty list when it is absent.
 */
const char *const *
vouch_constraint_get_list (VouchConstraint *self, const char *name)
{
  static const char *const empty[] = { NULL };
  char **list;

  g_return_val_if_fail (VOUCH_IS_CONSTRAINT (self), empty);

  list = g_hash_table_lookup (self->lists, name);
  return list != NULL ? (const char *const *) list : empty;
}

/**
 * vouch_constraint_get_scope:
 * @self: a constraint.
 *
 * Returns: whether every item counts by itself (the default) or all are added up.
 */
VouchScope
vouch_constraint_get_scope (VouchConstraint *self)
{
  return g_strcmp0 (vouch_constraint_get_text (self, "scope"), "total") == 0 ? VOUCH_SCOPE_TOTAL
                                                                             : VOUCH_SCOPE_EACH;
}

/**
 * vouch_constraint_applies_to:
 * @self: a constraint.
 * @media: the medium of an item.
 *
 * Returns: whether `appliesToMedia` lets the constraint touch such an item.
 */
gboolean
vouch_constraint_applies_to (VouchConstraint *self, VouchMedia media)
{
  g_return_val_if_fail (VOUCH_IS_CONSTRAINT (self), FALSE);

  return self->media == VOUCH_MEDIA_SET_EMPTY || vouch_media_set_contains (self->media, media);
}
