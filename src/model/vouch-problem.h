/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-problem-place.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PROBLEM (vouch_problem_get_type ())
G_DECLARE_FINAL_TYPE (VouchProblem, vouch_problem, VOUCH, PROBLEM, GObject)

VouchProblem *vouch_problem_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* HTTP status. */
guint vouch_problem_get_status (VouchProblem *self);
void vouch_problem_set_status (VouchProblem *self, guint value);

/* What kind: the type after urn:vouch:problem:, or the whole type of another family. */
const char *vouch_problem_get_code (VouchProblem *self);
void vouch_problem_set_code (VouchProblem *self, const char *value);

/* What kind, for people. */
const char *vouch_problem_get_title (VouchProblem *self);
void vouch_problem_set_title (VouchProblem *self, const char *value);

/* This case, for people; NULL when none. */
const char *vouch_problem_get_detail (VouchProblem *self);
void vouch_problem_set_detail (VouchProblem *self, const char *value);

/* Where. */
GPtrArray *vouch_problem_get_places (VouchProblem *self);
void vouch_problem_add_place (VouchProblem *self, VouchProblemPlace *value);

G_END_DECLS
