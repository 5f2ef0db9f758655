<?php
/**
 * Connecting and disconnecting over REST.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

use FindersFee\Connection;
use FindersFee\Connector;
use FindersFee\State;
use WP_Error;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * `connection`: GET tells, POST {connection_code} connects, DELETE disconnects.
 */
final class Connection_Controller {

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	public function register_routes(): void {
		$routes = array(
			array(
				'methods'             => 'GET',
				'permission_callback' => array( Access::class, 'owner' ),
				'callback'            => array( $this, 'tell' ),
			),
			array(
				'methods'             => 'POST',
				'permission_callback' => array( Access::class, 'owner' ),
				'callback'            => array( $this, 'connect' ),
				'args'                => array(
					'connection_code' => array(
						'type'      => 'string',
						'required'  => true,
						'maxLength' => 2000,
					),
				),
			),
			array(
				'methods'             => 'DELETE',
				'permission_callback' => array( Access::class, 'owner' ),
				'callback'            => array( $this, 'disconnect' ),
			),
		);
		register_rest_route( Access::ROUTES_NAMESPACE, '/connection', $routes );
	}

	/**
	 * The state of the connection, without any secret.
	 *
	 * @return array<string,mixed>
	 */
	public function tell(): array {
		$connection = $this->state->connection() ?? new Connection();
		return array(
			'connected'       => null !== $this->state->connection(),
			'sidecar_url'     => self::or_null( $connection->sidecar_url ),
			'store_url'       => self::or_null( $connection->store_url ),
			'sidecar_version' => self::or_null( $connection->sidecar_version ),
			'connected_at'    => self::or_null( $connection->connected_at ),
		);
	}

	/**
	 * Connects.
	 *
	 * @param WP_REST_Request<array<string,mixed>> $request Carries `connection_code`.
	 * @return array<string,mixed>|WP_Error
	 */
	public function connect( WP_REST_Request $request ) {
		$agreed = ( new Connector( $this->state ) )->connect( (string) $request['connection_code'] );
		return is_wp_error( $agreed ) ? $agreed : $this->tell();
	}

	/**
	 * Disconnects.
	 *
	 * @return array<string,mixed> The state, and whether the sidecar heard of it.
	 */
	public function disconnect(): array {
		$heard = ( new Connector( $this->state ) )->disconnect();
		return $this->tell() + array( 'sidecar_told' => $heard );
	}

	private static function or_null( string $text ): ?string {
		return '' === $text ? null : $text;
	}
}
