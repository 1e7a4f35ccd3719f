/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CtlExit:
 * @CTL_EXIT_DONE: it was done.
 * @CTL_EXIT_NOT_READY: something is missing, or the check found something.
 * @CTL_EXIT_USAGE: the command was not called as it is meant.
 * @CTL_EXIT_INPUT: what was given is wrong or does not exist.
 * @CTL_EXIT_ENVIRONMENT: offline, no space, locked or damaged: trying later may help.
 * @CTL_EXIT_ISSUER: the issuer said no.
 *
 * What a program that calls vouchctl learns.
 */
typedef enum {
  CTL_EXIT_DONE = 0,
  CTL_EXIT_NOT_READY = 1,
  CTL_EXIT_USAGE = 2,
  CTL_EXIT_INPUT = 3,
  CTL_EXIT_ENVIRONMENT = 4,
  CTL_EXIT_ISSUER = 5,
} CtlExit;

CtlExit ctl_exit_of_error (const GError *error);

G_END_DECLS
