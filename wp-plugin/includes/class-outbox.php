<?php
/**
 * Events that wait to be told to the sidecar.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * Remembers (topic, argument) during a request and writes them all with one INSERT when it ends.
 */
final class Outbox {

	const WRITE_AFTER = 100;

	/**
	 * Remembered events of this request, keyed so that each is there once.
	 *
	 * @var array<string,array{string,int}>
	 */
	private $remembered = array();

	/**
	 * Called after events were written.
	 *
	 * @var callable
	 */
	private $written;

	public function __construct( callable $written ) {
		$this->written = $written;
	}

	/**
	 * Remembers an event. A long import writes in between, so that killing it loses little.
	 *
	 * @param string $topic Webhook topic.
	 * @param int    $arg   Id of the order, coupon, customer or refund.
	 */
	public function remember( string $topic, int $arg ): void {
		if ( $arg <= 0 ) {
			return;
		}
		$this->remembered[ "$topic $arg" ] = array( $topic, $arg );
		if ( count( $this->remembered ) >= self::WRITE_AFTER ) {
			$this->write();
		}
	}

	/**
	 * Writes what is remembered: one query, and none when nothing happened.
	 */
	public function write(): void {
		$events = array();
		foreach ( $this->remembered as list( $topic, $arg ) ) {
			// The payload is the order's state at delivery: its creation and its change tell the same.
			if ( 'order.updated' !== $topic || ! isset( $this->remembered[ "order.created $arg" ] ) ) {
				$events[] = array( $topic, $arg );
			}
		}
		$this->remembered = array();
		if ( array() !== $events ) {
			Outbox_Table::insert( $events );
			( $this->written )();
		}
	}
}
