/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_PROBLEM_PLACE (vouch_problem_place_get_type ())
G_DECLARE_FINAL_TYPE (VouchProblemPlace, vouch_problem_place, VOUCH, PROBLEM_PLACE, GObject)

VouchProblemPlace *vouch_problem_place_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* JSON pointer (RFC 6901). */
const char *vouch_problem_place_get_pointer (VouchProblemPlace *self);
void vouch_problem_place_set_pointer (VouchProblemPlace *self, const char *value);

/* What is wrong, a word for programs. */
const char *vouch_problem_place_get_code (VouchProblemPlace *self);
void vouch_problem_place_set_code (VouchProblemPlace *self, const char *value);

/* Plain text for people. */
const char *vouch_problem_place_get_message (VouchProblemPlace *self);
void vouch_problem_place_set_message (VouchProblemPlace *self, const char *value);

/* Id of the requirement; NULL when none. */
const char *vouch_problem_place_get_slot (VouchProblemPlace *self);
void vouch_problem_place_set_slot (VouchProblemPlace *self, const char *value);

/* Of the file; NULL when none. */
const char *vouch_problem_place_get_sha256 (VouchProblemPlace *self);
void vouch_problem_place_set_sha256 (VouchProblemPlace *self, const char *value);

G_END_DECLS
