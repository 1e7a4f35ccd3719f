/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-ledger.h"

G_BEGIN_DECLS

/**
 * VouchNameLevel:
 *
 * How much a word tells about who is meant, weakest first.
 */
typedef enum {
  VOUCH_NAME_LEVEL_NONE,
  VOUCH_NAME_LEVEL_PSEUDONYM,
  VOUCH_NAME_LEVEL_INITIALS,
  VOUCH_NAME_LEVEL_FIRST_NAME,
  VOUCH_NAME_LEVEL_FULL_NAME,
} VouchNameLevel;

gboolean vouch_name_level_from_string (const char *name, VouchNameLevel *value);
const char *vouch_name_level_to_string (VouchNameLevel value);

/**
 * VouchNameMatch:
 * @start: where it begins, in bytes.
 * @end: where it ends, in bytes.
 * @key: (nullable): the pseudonym key of the student; the finder's.
 *
 * One place in a text at which a name stands.
 */
typedef struct {
  gsize start;
  gsize end;
  const char *key;
} VouchNameMatch;

/**
 * VouchNameFinder:
 *
 * The names of a ledger, made ready to be looked for. Never changes once it is made.
 */
typedef struct _VouchNameFinder VouchNameFinder;

VouchNameFinder *vouch_name_finder_new (VouchLedger *ledger) G_GNUC_WARN_UNUSED_RESULT;
void vouch_name_finder_free (VouchNameFinder *self);
gboolean vouch_name_finder_is_dismissed (VouchNameFinder *self, const char *digest);
GArray *vouch_name_finder_find (VouchNameFinder *self,
                                const char *text,
                                gboolean is_file_name,
                                VouchNameLevel allowed,
                                const char *const *masks) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchNameFinder, vouch_name_finder_free)

G_END_DECLS
