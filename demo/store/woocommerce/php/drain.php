<?php
/**
 * Runs what Action Scheduler holds ready, until nothing is due, and prints how many actions that were.
 */

define( 'DISABLE_WP_CRON', true );
require getenv( 'FINDERS_FEE_SITE' ) . '/wp-load.php';

$total = 0;
do {
	$ran    = ActionScheduler_QueueRunner::instance()->run( 'drain' );
	$total += $ran;
} while ( $ran > 0 );
echo (int) $total;
