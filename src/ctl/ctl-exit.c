/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-exit.h"

#include "vouch-error.h"

/* The one table from what went wrong to what the caller is told. */
static const CtlExit exits[] = {
  [VOUCH_ERROR_NOT_FOUND] = CTL_EXIT_INPUT,     [VOUCH_ERROR_INVALID] = CTL_EXIT_INPUT,
  [VOUCH_ERROR_CONFLICT] = CTL_EXIT_INPUT,      [VOUCH_ERROR_NO_SPACE] = CTL_EXIT_ENVIRONMENT,
  [VOUCH_ERROR_CORRUPT] = CTL_EXIT_ENVIRONMENT, [VOUCH_ERROR_TOO_NEW] = CTL_EXIT_INPUT,
  [VOUCH_ERROR_OFFLINE] = CTL_EXIT_ENVIRONMENT, [VOUCH_ERROR_REJECTED] = CTL_EXIT_ISSUER,
  [VOUCH_ERROR_DEVICE] = CTL_EXIT_ENVIRONMENT,  [VOUCH_ERROR_BUSY] = CTL_EXIT_ENVIRONMENT,
  [VOUCH_ERROR_CANCELLED] = CTL_EXIT_NOT_READY, [VOUCH_ERROR_NOT_READY] = CTL_EXIT_NOT_READY,
};

/**
 * ctl_exit_of_error:
 * @error: why a command did not do what it was asked.
 *
 * A library that cannot be opened is always a matter of the environment; that is decided where it
 * is opened, not here.
 *
 * Returns: the exit code.
 */
CtlExit
ctl_exit_of_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, CTL_EXIT_ENVIRONMENT);

  if (error->domain == G_OPTION_ERROR)
    return CTL_EXIT_USAGE;
  if (error->domain == VOUCH_ERROR && (gsize) error->code < G_N_ELEMENTS (exits))
    return exits[error->code];
  return CTL_EXIT_ENVIRONMENT;
}
