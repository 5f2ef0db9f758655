<?php
/**
 * Must-use plugin of tests: writes a line per request with what the plugin cost it.
 */

define( 'SAVEQUERIES', true );

$finders_fee_http = array();
add_action(
	'http_api_debug',
	function ( $response, $context, $class, $args, $url ) use ( &$finders_fee_http ) {
		$finders_fee_http[] = $url;
	},
	10,
	5
);
register_shutdown_function(
	function () use ( &$finders_fee_http ) {
		global $wpdb;
		$texts = array_column( (array) $wpdb->queries, 0 );
		$ours  = array_filter(
			(array) $wpdb->queries,
			function ( $query ) {
				return false !== stripos( $query[0] . $query[2], 'FindersFee' ) || false !== strpos( $query[0], 'finders_fee' );
			}
		);
		$line  = array(
			'request'  => ( $_SERVER['REQUEST_METHOD'] ?? 'CLI' ) . ' ' . $_SERVER['REQUEST_URI'],
			'ours'     => array_values( array_column( $ours, 0 ) ),
			'webhooks' => array_values( preg_grep( '/FROM \w*wc_webhooks/', $texts ) ),
			'all'      => count( $texts ),
			'http'     => $finders_fee_http,
		);
		file_put_contents( __DIR__ . '/queries.log', wp_json_encode( $line ) . "\n", FILE_APPEND | LOCK_EX );
	}
);
