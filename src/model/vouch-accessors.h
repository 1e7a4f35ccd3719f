/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <string.h>

/*
 * Accessors of the model's plain fields, written once. Each header lists the functions that these
 * macros define, with what the field means; only their bodies live here.
 *
 * Strings and string lists are copied in; a list that was never set reads as an empty one. Objects
 * are referenced. Arrays are owned by their object, hold a reference on each element and are
 * changed only through the add function.
 */

#define VOUCH_DEFINE_STRING(Type, prefix, field)                                                   \
  const char *prefix##_get_##field (Type *self)                                                    \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, NULL);                                                     \
    return self->field;                                                                            \
  }                                                                                                \
                                                                                                   \
  void prefix##_set_##field (Type *self, const char *value)                                        \
  {                                                                                                \
    g_return_if_fail (self != NULL);                                                               \
    if (value == self->field)                                                                      \
      return;                                                                                      \
    g_free (self->field);                                                                          \
    self->field = g_strdup (value);                                                                \
  }

#define VOUCH_DEFINE_STRV(Type, prefix, field)                                                     \
  const char *const *prefix##_get_##field (Type *self)                                             \
  {                                                                                                \
    static const char *const empty[] = { NULL };                                                   \
                                                                                                   \
    g_return_val_if_fail (self != NULL, empty);                                                    \
    return self->field != NULL ? (const char *const *) self->field : empty;                        \
  }                                                                                                \
                                                                                                   \
  void prefix##_set_##field (Type *self, const char *const *value)                                 \
  {                                                                                                \
    char **old;                                                                                    \
                                                                                                   \
    g_return_if_fail (self != NULL);                                                               \
    old = self->field;                                                                             \
    self->field = g_strdupv ((char **) value);                                                     \
    g_strfreev (old);                                                                              \
  }

#define VOUCH_DEFINE_VALUE(Type, prefix, ValueType, field)                                         \
  ValueType prefix##_get_##field (Type *self)                                                      \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, (ValueType) 0);                                            \
    return self->field;                                                                            \
  }                                                                                                \
                                                                                                   \
  void prefix##_set_##field (Type *self, ValueType value)                                          \
  {                                                                                                \
    g_return_if_fail (self != NULL);                                                               \
    self->field = value;                                                                           \
  }

#define VOUCH_DEFINE_OBJECT(Type, prefix, ObjectType, field)                                       \
  ObjectType *prefix##_get_##field (Type *self)                                                    \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, NULL);                                                     \
    return self->field;                                                                            \
  }                                                                                                \
                                                                                                   \
  void prefix##_set_##field (Type *self, ObjectType *value)                                        \
  {                                                                                                \
    g_return_if_fail (self != NULL);                                                               \
    g_set_object (&self->field, value);                                                            \
  }

#define VOUCH_DEFINE_ARRAY(Type, prefix, ElementType, field, element)                              \
  GPtrArray *prefix##_get_##field (Type *self)                                                     \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, NULL);                                                     \
    return self->field;                                                                            \
  }                                                                                                \
                                                                                                   \
  void prefix##_add_##element (Type *self, ElementType *value)                                     \
  {                                                                                                \
    g_return_if_fail (self != NULL);                                                               \
    g_return_if_fail (value != NULL);                                                              \
    g_ptr_array_add (self->field, g_object_ref (value));                                           \
  }

/* The names an enumeration has in files: prefix_to_string and prefix_from_string. */
typedef struct {
  const char *name;
  int value;
} VouchEnumName;

#define VOUCH_DEFINE_ENUM_NAMES(Type, prefix, ...)                                                 \
  static const VouchEnumName prefix##_names[] = { __VA_ARGS__ };                                   \
                                                                                                   \
  const char *prefix##_to_string (Type value)                                                      \
  {                                                                                                \
    for (gsize i = 0; i < G_N_ELEMENTS (prefix##_names); i++)                                      \
      if (prefix##_names[i].value == (int) value)                                                  \
        return prefix##_names[i].name;                                                             \
    return NULL;                                                                                   \
  }                                                                                                \
                                                                                                   \
  gboolean prefix##_from_string (const char *name, Type *value)                                    \
  {                                                                                                \
    for (gsize i = 0; i < G_N_ELEMENTS (prefix##_names); i++)                                      \
      if (g_strcmp0 (prefix##_names[i].name, name) == 0) {                                         \
        *value = (Type) prefix##_names[i].value;                                                   \
        return TRUE;                                                                               \
      }                                                                                            \
    return FALSE;                                                                                  \
  }
