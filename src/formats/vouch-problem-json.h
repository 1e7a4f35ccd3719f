/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-problem.h"

G_BEGIN_DECLS

#define VOUCH_PROBLEM_MEDIA_TYPE "application/problem+json"

GBytes *vouch_problem_json_write (VouchProblem *problem) G_GNUC_WARN_UNUSED_RESULT;
VouchProblem *vouch_problem_json_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
